package dev.torrentcrates.swarm;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A crate of random bytes and its torrent. */
public record TestCrate(CrateTorrent torrent, byte[] content) {
    /** The same name, length and seed give the same bytes. */
    public static TestCrate of(String name, int length, long seed) {
        byte[] content = new byte[length];
        new Random(seed).nextBytes(content);
        CrateTorrent torrent =
                TorrentRecipe.of(CrateName.of(name), CrateVersion.of("1.0.0"), content);
        return new TestCrate(torrent, content);
    }

    /** The torrent as an index line gives it: without piece layers. */
    public CrateTorrent fromLine() {
        return new CrateTorrent(
                torrent.fileName(), torrent.length(), torrent.root(), torrent.pieces(), "");
    }

    /** Writes the content into the folder, which is made. */
    public Path writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.write(folder.resolve(torrent.fileName()), content);
    }
}

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
public final class TestCrate {
    private final CrateTorrent torrent;
    private final byte[] content;

    private TestCrate(CrateTorrent torrent, byte[] content) {
        this.torrent = torrent;
        this.content = content;
    }

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

    /** The torrent with all that is known of it. */
    public CrateTorrent torrent() {
        return torrent;
    }

    /** The crate's bytes; not to be changed. */
    public byte[] content() {
        return content;
    }

    /** Writes the content into the folder, which is made; gives the folder. */
    public Path writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(file(folder), content);
        return folder;
    }

    /** The crate's file in that folder. */
    public Path file(Path folder) {
        return folder.resolve(torrent.fileName());
    }
}

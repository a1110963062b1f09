package dev.torrentcrates.bench.crates;

import dev.torrentcrates.crate.CrateFile;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A crate file that was made up.
 *
 * @param line of the index, with its cksum
 * @param file whose name is the one in the torrent
 */
public record MadeCrate(IndexLine line, Path file) {
    /** What the file is called, in the torrent too. */
    public String fileName() {
        return CrateFile.name(line.name(), line.version());
    }

    /** All of it. */
    public byte[] content() throws IOException {
        return Files.readAllBytes(file);
    }

    /** Its torrent, made anew with each call. */
    public CrateTorrent torrent() throws IOException {
        try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
            return TorrentRecipe.of(fileName(), Files.size(file), content);
        }
    }
}

package dev.torrentcrates.torrentizer.upstream;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where files lie that are too large for memory, until they are stored. Thread-safe. */
final class DownloadFolder {
    private static final System.Logger LOG = System.getLogger(DownloadFolder.class.getName());
    private static final String SUFFIX = ".crate.part";

    private final Path folder;

    private DownloadFolder(Path folder) {
        this.folder = folder;
    }

    /** Opens it; what an earlier process left there is deleted, and nothing else. */
    static DownloadFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
        return new DownloadFolder(folder);
    }

    /** A new file, empty. */
    Path create() throws IOException {
        return Files.createTempFile(folder, "", SUFFIX);
    }

    /** Deletes a file that is not needed any more. */
    static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} is left until the next start: {1}", file, e);
        }
    }
}

package dev.torrentcrates.upstream.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The crate files, on disk, so that a simulation started again in the same folder still has them.
 *
 * <p>A file is replaced in one step: whoever reads gets all of the old bytes or all of the new.
 */
public final class CrateShelf {
    private final Path folder;

    /** Keeps the files in this folder, which need not be there yet. */
    public CrateShelf(Path folder) {
        this.folder = folder;
    }

    /** The content, if there is such a file. */
    public Optional<byte[]> read(Release release) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file(release)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Adds a file or replaces it. */
    public void put(Release release, byte[] content) throws IOException {
        Path file = file(release);
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Files.createDirectories(file.getParent());
        Files.write(unfinished, content);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes a file, if it is there. */
    public void remove(Release release) throws IOException {
        Files.deleteIfExists(file(release));
    }

    /** Names and versions are valid, so the path cannot leave the folder. */
    private Path file(Release release) {
        return folder.resolve(release.name().value()).resolve(release.fileName());
    }
}

package dev.torrentcrates.cargotorrent.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * Writes a file in one step: who reads it, even after a crash of this process, sees the old content
 * or the new one, never a part. Two who write the same file at once do not mix; the later one
 * stays.
 */
public final class FileReplacement {
    private FileReplacement() {}

    /** Writes the file, whose folder is made where it is not there. */
    public static void write(Path target, byte[] content) throws IOException {
        Path folder = Files.createDirectories(target.toAbsolutePath().getParent());
        write(target, content, folder);
    }

    /**
     * Writes the file, whose folder must be there. One that is replaced hands on its permissions.
     *
     * @param unfinishedIn where the content is until it is whole; in the target's file system.
     *     Nothing stays there, but where the process is killed
     * @throws IOException where the disk fails; the target is as it was
     */
    public static void write(Path target, byte[] content, Path unfinishedIn) throws IOException {
        Path unfinished = Files.createTempFile(unfinishedIn, ".", ".tmp");
        try {
            Files.write(unfinished, content);
            var view = Files.getFileAttributeView(unfinished, PosixFileAttributeView.class);
            if (view != null && Files.exists(target)) {
                view.setPermissions(Files.getPosixFilePermissions(target));
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}

package dev.torrentcrates.standalone;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of all data, and whose data they are. A clone of one registry's index must not follow
 * another's: every crate of the first would be taken for deleted.
 */
final class DataFolder {
    private static final String NOTE = "upstream";

    private DataFolder() {}

    /**
     * Makes sure that the folder is there and belongs to this upstream.
     *
     * @param upstream as the command line names it
     * @throws IOException in words for a person
     */
    static void claim(Path folder, String upstream) throws IOException {
        try {
            Files.createDirectories(folder);
            Path note = folder.resolve(NOTE);
            if (!Files.exists(note)) {
                Files.writeString(note, upstream + "\n");
            }
            String found =
                    Files.readAllLines(note).stream()
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new FileNotFoundException(
                                                    "no note of whose data they are"));
            if (!found.equals(upstream)) {
                throw new IOException(
                        folder
                                + " holds the data of "
                                + found
                                + "; give "
                                + upstream
                                + " a folder of its own with --data");
            }
        } catch (FileSystemException e) {
            throw new IOException("the folder " + folder + " cannot be used: " + words(e), e);
        }
    }

    /** The message of these exceptions is a path and nothing else. */
    private static String words(FileSystemException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "it may not be written to";
            case FileAlreadyExistsException _ -> "it is a file";
            default -> failure.getReason() == null ? "no such place" : failure.getReason();
        };
    }
}

package dev.torrentcrates.standalone;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
     * @param since as the command line says it; counts for a new folder alone
     * @return what the folder was begun with, which may be another {@code since}
     * @throws IOException in words for a person
     */
    static Claim claim(Path folder, String upstream, String since) throws IOException {
        Claim wanted = new Claim(upstream, since);
        try {
            Files.createDirectories(folder);
            Path note = folder.resolve(NOTE);
            if (!Files.exists(note)) {
                Files.writeString(note, wanted.text());
                return wanted;
            }
            Claim found = Claim.read(Files.readAllLines(note));
            if (!found.upstream().equals(upstream)) {
                throw new IOException(
                        folder
                                + " holds the data of "
                                + found.upstream()
                                + "; give "
                                + upstream
                                + " a folder of its own with --data");
            }
            return found;
        } catch (FileSystemException e) {
            throw new IOException("the folder " + folder + " cannot be used: " + words(e), e);
        }
    }

    /** What a folder was begun with. */
    record Claim(String upstream, String since) {
        private static Claim read(List<String> lines) throws IOException {
            if (lines.size() != 2) {
                throw new FileNotFoundException("no note of whose data they are");
            }
            return new Claim(lines.get(0), lines.get(1));
        }

        private String text() {
            return upstream + "\n" + since + "\n";
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

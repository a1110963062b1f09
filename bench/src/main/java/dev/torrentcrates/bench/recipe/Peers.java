package dev.torrentcrates.bench.recipe;

import dev.torrentcrates.bench.BenchFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The programs that the recipe is compared with, as Debian has them.
 *
 * @param python an interpreter that has libtorrent
 * @param libtorrentVersion such as {@code 2.0.8.0}
 */
public record Peers(Path python, String libtorrentVersion) {
    static final String MKTORRENT = "mktorrent";

    /** Debian's own first, for the package is for that one. */
    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

    /** Version 1 knows no hybrid torrents. */
    private static final String QUESTION = "import libtorrent; print(libtorrent.version)";

    /**
     * Finds them.
     *
     * @throws BenchFailedException with the packages to install where one is missing
     */
    public static Peers require() throws IOException, InterruptedException, BenchFailedException {
        if (output(List.of(MKTORRENT, "-h")).isEmpty()) {
            throw missing("mktorrent", "mktorrent");
        }
        for (String python : PYTHONS) {
            Optional<String> version = output(List.of(python, "-c", QUESTION));
            if (version.filter(text -> text.startsWith("2.")).isPresent()) {
                return new Peers(Path.of(python), version.get());
            }
        }
        throw missing("python3-libtorrent", "libtorrent 2 for Python");
    }

    private static BenchFailedException missing(String debianPackage, String what) {
        return new BenchFailedException(
                what + " is missing. Install it (Debian: apt-get install " + debianPackage + ")");
    }

    /** What a program prints; empty where it is not there, or fails without a word. */
    private static Optional<String> output(List<String> command)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("peer", ".txt");
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(file.toFile())
                    .start()
                    .waitFor();
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            Files.delete(file);
        }
    }
}

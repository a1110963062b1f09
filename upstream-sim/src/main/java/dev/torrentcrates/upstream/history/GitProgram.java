package dev.torrentcrates.upstream.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The git program, in a bare repository.
 *
 * @param folder the repository
 */
public record GitProgram(Path folder) {
    /** In this repository. */
    public static GitProgram in(Path folder) {
        return new GitProgram(folder);
    }

    /**
     * Runs a command to its end.
     *
     * @return what it wrote
     * @throws IOException where it fails, with its own words
     */
    public String run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "--git-dir=" + folder));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while git ran", e);
        }
        return output;
    }
}

package dev.torrentcrates.upstream.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    /** Who makes something of what a command writes, while it writes. */
    public interface Reading<T> {
        /** Reads the output to its end, for else the command may wait for ever. */
        T read(InputStream output) throws IOException;
    }

    /**
     * Runs a command that writes text, such as names and ids, to its end.
     *
     * @return what it wrote; for content, which may be anything, there is {@link #bytes}
     * @throws IOException where it fails; why stands on standard error
     */
    public String run(String... arguments) throws IOException {
        return new String(bytes(arguments), UTF_8);
    }

    /**
     * Runs a command to its end.
     *
     * @return what it wrote, byte for byte
     * @throws IOException where it fails; why stands on standard error
     */
    public byte[] bytes(String... arguments) throws IOException {
        return feed("", InputStream::readAllBytes, arguments);
    }

    /**
     * Runs a command that is told on its standard input what to do, to its end.
     *
     * @throws IOException where it or the reading fails
     */
    public <T> T feed(String input, Reading<T> reading, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "--git-dir=" + folder));
        command.addAll(List.of(arguments));
        // Its warnings are no part of what was asked for.
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            // Whoever wrote first and read then would wait for a command that does the same.
            Thread.startVirtualThread(() -> write(process.getOutputStream(), input));
            T result = reading.read(process.getInputStream());
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while git ran", e);
        } finally {
            process.destroy();
        }
    }

    private static void write(OutputStream stream, String input) {
        try (stream) {
            stream.write(input.getBytes(UTF_8));
        } catch (IOException e) {
            // A command that ends before it has read everything says so by its exit code.
        }
    }
}

package dev.torrentcrates.bench.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * git on one bare repository. Whatever this machine's user has configured does not count, so that a
 * figure is the same for everybody.
 *
 * @param repository the bare repository's folder
 */
public record Git(Path repository) {
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "GIT_CONFIG_NOSYSTEM", "1",
                    "GIT_CONFIG_GLOBAL", "/dev/null",
                    "GIT_TERMINAL_PROMPT", "0",
                    "LC_ALL", "C");

    /** What git says of itself, such as {@code git version 2.39.5}. */
    public static String version() throws IOException {
        return finish(builder(List.of("git", "version")).start());
    }

    /** Makes an empty bare repository, whose branch is {@code master} as crates.io's is. */
    public static Git init(Path repository) throws IOException {
        finish(
                builder(List.of("git", "init", "-q", "--bare", "-b", "master", "" + repository))
                        .start());
        return new Git(repository);
    }

    /**
     * Makes a bare copy of another repository; its packs are shared with it where both lie on one
     * file system.
     */
    public static Git copy(Path from, Path to) throws IOException {
        finish(
                builder(List.of("git", "clone", "-q", "--bare", "--local", "" + from, "" + to))
                        .start());
        return new Git(to);
    }

    /**
     * Runs a command to its end.
     *
     * @return what it printed, without the last line feed
     * @throws IOException where it fails, with what it said
     */
    public String run(String... arguments) throws IOException {
        return finish(command(arguments).start());
    }

    /** A command of this repository, not yet started; its complaints come with {@link #finish}. */
    public ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "--git-dir=" + repository));
        command.addAll(List.of(arguments));
        return builder(command);
    }

    /**
     * Reads what a process has still to say, and waits for its end.
     *
     * @throws IOException where it fails, with what it said
     */
    public static String finish(Process process) throws IOException {
        CompletableFuture<String> complaints =
                CompletableFuture.supplyAsync(() -> complaints(process));
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        String complaint = complaints.join();
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException(
                    process.info().commandLine().orElse("git")
                            + " ended with "
                            + code
                            + ": "
                            + complaint);
        }
        return printed.stripTrailing();
    }

    private static String complaints(Process process) {
        try {
            return new String(process.getErrorStream().readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(ENVIRONMENT);
        return builder;
    }
}

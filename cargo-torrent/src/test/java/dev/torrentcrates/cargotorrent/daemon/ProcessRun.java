package dev.torrentcrates.cargotorrent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that was run to its end.
 *
 * @param code that it ended with
 * @param output all that it printed, errors too
 */
public record ProcessRun(int code, String output) {
    private static final long PATIENCE_MINUTES = 3;

    /** Whether there is such a program. */
    public static boolean isOnPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** Runs a program to its end. */
    public static ProcessRun of(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("run", ".out");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();
            String printed = Files.readString(output);
            assertThat(ended).as("%s ended; it printed %s", command, printed).isTrue();
            return new ProcessRun(process.exitValue(), printed);
        } finally {
            Files.delete(output);
        }
    }

    /** What it printed, where it ended well. */
    public String succeeded() {
        assertThat(code).as(output).isZero();
        return output;
    }
}

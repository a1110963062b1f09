package dev.torrentcrates.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what a JVM with the serial collector logs with {@code -Xlog:gc,gc+exit}: how much heap was
 * in use before each collection, which is when there is most, and at the end.
 */
public final class GcLog {
    private static final Pattern COLLECTION =
            Pattern.compile("Pause .* (\\d+)([KMG])->\\d+[KMG]\\(\\d+[KMG]\\)");
    private static final Pattern AT_EXIT =
            Pattern.compile("\\[gc,exit *] +(?:DefNew|Tenured) .*, used (\\d+)([KMG])");

    private GcLog() {}

    /** The most heap in use, in bytes; 0 where the log tells of none. */
    public static long peakBytes(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            long[] peakAndExit = new long[2];
            lines.forEach(
                    line -> {
                        peakAndExit[0] = Math.max(peakAndExit[0], bytes(COLLECTION, line));
                        peakAndExit[1] += bytes(AT_EXIT, line);
                    });
            return Math.max(peakAndExit[0], peakAndExit[1]);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long bytes(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.find()) {
            return 0;
        }
        int shift =
                switch (matcher.group(2)) {
                    case "K" -> 10;
                    case "M" -> 20;
                    default -> 30;
                };
        return Long.parseLong(matcher.group(1)) << shift;
    }
}

package dev.torrentcrates.standalone.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints each step with the time that it took. */
final class Steps {
    private final PrintStream out;
    private final long start = System.nanoTime();
    private long last = start;

    Steps(PrintStream out) {
        this.out = out;
    }

    /** A step is done. */
    void done(String what) {
        long now = System.nanoTime();
        out.printf(Locale.ROOT, "%6.2f s  %s%n", (now - last) / 1e9, what);
        last = now;
    }

    /** A line that belongs to the step before. */
    void show(String text) {
        text.lines().forEach(line -> out.println("          " + line));
    }

    /** A figure for programs to read. */
    void result(String name, String value, String unit) {
        out.println("RESULT demo." + name + " " + value + " " + unit);
    }

    /** Time since the first step began. */
    Duration total() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}

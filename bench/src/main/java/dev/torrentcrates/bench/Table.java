package dev.torrentcrates.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints figures for people, one a row, and then for programs. */
public final class Table {
    /** In bytes. */
    public static final double MEGABYTE = 1 << 20;

    private final PrintStream out;

    /** Prints it there, after an empty line. */
    public Table(PrintStream out) {
        this.out = out;
        out.println();
    }

    /** A figure for people, and what they should know of it. */
    public void row(String what, String value, String beside) {
        out.println(String.format(Locale.ROOT, "  %-24s%14s   %s", what, value, beside));
    }

    /** The rows are over. */
    public void end() {
        out.println();
    }

    /** A figure for programs. */
    public void result(String name, String value, String unit) {
        out.println("RESULT " + name + " " + value + " " + unit);
    }

    /** What a figure is held against. */
    public static String limit(String limit, boolean kept) {
        return "limit " + limit + ": " + (kept ? "kept" : "missed");
    }

    /** Such as {@code 1.25 s}. */
    public static String seconds(Duration duration) {
        return number("%.2f s", duration.toNanos() / 1e9);
    }

    /** Such as {@code 12.5 ms}. */
    public static String millis(Duration duration) {
        return number("%.1f ms", duration.toNanos() / 1e6);
    }

    /** The same in every locale. */
    public static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** All that was measured, the shortest first. */
    public static String all(Samples samples) {
        return String.join(", ", samples.ascending().stream().map(Table::seconds).toList());
    }
}

package dev.torrentcrates.bench.watcher;

import dev.torrentcrates.bench.Samples;
import dev.torrentcrates.bench.git.Git;
import dev.torrentcrates.bench.index.IndexSize;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints figures for people, beside what they are compared with, and then for programs. */
final class Report {
    /** Times of git reading all blobs; meant for a full index. */
    private static final double MAX_RATIO = 5;

    /** For one changed file in a full index. */
    private static final Duration MAX_POLL = Duration.ofMillis(100);

    private static final double MEGABYTE = 1 << 20;

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    /** What is measured, and where. */
    static String title(IndexSize index, long packedBytes) throws IOException {
        return String.format(
                Locale.ROOT,
                "An index of %,d crates with %,d versions, %,.1f MB, packed %,.1f MB."
                        + " %d processors, Java %s, %s.",
                index.crates(),
                index.lines(),
                index.bytes() / MEGABYTE,
                packedBytes / MEGABYTE,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                Git.version());
    }

    void print(Figures figures) {
        Figures.Replay replay = figures.replay();
        Samples reading = replay.blobReading();
        Samples looks = figures.polls().looks();
        Samples fetches = figures.polls().fetches();
        double heap = figures.memory().heapPeakBytes() / MEGABYTE;
        out.println();
        row("replay", seconds(replay.took()), number("%,.0f events/s", replay.eventsPerSecond()));
        row("git cat-file --batch", seconds(reading.median()), "median of " + all(reading));
        row(
                "replay / cat-file",
                number("%.2f", replay.ratio()),
                limit(number("%.0f, of a full index", MAX_RATIO), replay.ratio() <= MAX_RATIO));
        row("first fetch", seconds(replay.firstFetch()), "no part of the replay");
        row(
                "poll, one file changed",
                millis(looks.median()),
                spread(looks)
                        + "; "
                        + limit("100 ms, of a full index", looks.median().compareTo(MAX_POLL) < 0));
        row("git fetch of the same", millis(fetches.median()), spread(fetches));
        row(
                "heap, peak",
                number("%.0f MB", heap),
                limit(
                        RunningWatcher.HEAP_MEGABYTES + " MB, by -Xmx",
                        heap <= RunningWatcher.HEAP_MEGABYTES));
        row(
                "resident, peak",
                number("%.0f MB", figures.memory().residentPeakBytes() / MEGABYTE),
                "of the whole process");
        out.println();
        result("replay_vs_git_cat_file", number("%.2f", replay.ratio()), "ratio");
        result("events_per_s", number("%.0f", replay.eventsPerSecond()), "events/s");
        result("poll", number("%.1f", looks.median().toNanos() / 1e6), "ms");
        result("heap", number("%.0f", heap), "MB");
    }

    private void row(String what, String value, String beside) {
        out.println(String.format(Locale.ROOT, "  %-24s%12s   %s", what, value, beside));
    }

    private void result(String name, String value, String unit) {
        out.println("RESULT watcher." + name + " " + value + " " + unit);
    }

    private static String limit(String limit, boolean kept) {
        return "limit " + limit + ": " + (kept ? "kept" : "missed");
    }

    private static String all(Samples samples) {
        StringBuilder all = new StringBuilder();
        for (Duration each : samples.ascending()) {
            all.append(all.isEmpty() ? "" : ", ").append(seconds(each));
        }
        return all.toString();
    }

    private static String spread(Samples samples) {
        return "median of "
                + samples.ascending().size()
                + ", p90 "
                + millis(samples.p90())
                + ", max "
                + millis(samples.max());
    }

    private static String seconds(Duration duration) {
        return number("%.2f s", duration.toNanos() / 1e9);
    }

    private static String millis(Duration duration) {
        return number("%.1f ms", duration.toNanos() / 1e6);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}

package dev.torrentcrates.bench.watcher;

import static dev.torrentcrates.bench.Table.MEGABYTE;
import static dev.torrentcrates.bench.Table.all;
import static dev.torrentcrates.bench.Table.limit;
import static dev.torrentcrates.bench.Table.millis;
import static dev.torrentcrates.bench.Table.number;
import static dev.torrentcrates.bench.Table.seconds;

import dev.torrentcrates.bench.Samples;
import dev.torrentcrates.bench.Table;
import dev.torrentcrates.bench.git.Git;
import dev.torrentcrates.bench.index.IndexSize;
import dev.torrentcrates.bench.process.MeasuredService;
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
        Table table = new Table(out);
        table.row(
                "replay",
                seconds(replay.took()),
                number("%,.0f events/s", replay.eventsPerSecond()));
        table.row("git cat-file --batch", seconds(reading.median()), "median of " + all(reading));
        table.row(
                "replay / cat-file",
                number("%.2f", replay.ratio()),
                limit(number("%.0f, of a full index", MAX_RATIO), replay.ratio() <= MAX_RATIO));
        table.row("first fetch", seconds(replay.firstFetch()), "no part of the replay");
        table.row(
                "poll, one file changed",
                millis(looks.median()),
                spread(looks)
                        + "; "
                        + limit("100 ms, of a full index", looks.median().compareTo(MAX_POLL) < 0));
        table.row("git fetch of the same", millis(fetches.median()), spread(fetches));
        table.row(
                "heap, peak",
                number("%.0f MB", heap),
                limit(
                        MeasuredService.HEAP_MEGABYTES + " MB, by -Xmx",
                        heap <= MeasuredService.HEAP_MEGABYTES));
        table.row(
                "resident, peak",
                number("%.0f MB", figures.memory().residentPeakBytes() / MEGABYTE),
                "of the whole process");
        table.end();
        table.result("watcher.replay_vs_git_cat_file", number("%.2f", replay.ratio()), "ratio");
        table.result("watcher.events_per_s", number("%.0f", replay.eventsPerSecond()), "events/s");
        table.result("watcher.poll", number("%.1f", looks.median().toNanos() / 1e6), "ms");
        table.result("watcher.heap", number("%.0f", heap), "MB");
    }

    private static String spread(Samples samples) {
        return "median of "
                + samples.ascending().size()
                + ", p90 "
                + millis(samples.p90())
                + ", max "
                + millis(samples.max());
    }
}

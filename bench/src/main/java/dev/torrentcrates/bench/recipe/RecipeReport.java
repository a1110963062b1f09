package dev.torrentcrates.bench.recipe;

import static dev.torrentcrates.bench.Table.MEGABYTE;
import static dev.torrentcrates.bench.Table.all;
import static dev.torrentcrates.bench.Table.limit;
import static dev.torrentcrates.bench.Table.number;
import static dev.torrentcrates.bench.Table.seconds;

import dev.torrentcrates.bench.Samples;
import dev.torrentcrates.bench.Table;
import java.io.PrintStream;
import java.time.Duration;

/** Prints the recipe's figures beside those of its peers. */
public final class RecipeReport {
    private static final double MIN_VERSUS_MKTORRENT = 20;
    private static final double MIN_VERSUS_LIBTORRENT = 2;

    private final PrintStream out;

    /** Prints them there. */
    public RecipeReport(PrintStream out) {
        this.out = out;
    }

    /** Prints them. */
    public void print(RecipeFigures figures) {
        Table table = new Table(out);
        Samples one = figures.own().oneThread();
        table.row(
                "recipe, one thread",
                rate(figures, one.median()),
                median(one) + speed(figures, one.median()));
        Samples all = figures.own().allProcessors();
        table.row(
                "recipe, all processors",
                rate(figures, all.median()),
                median(all) + speed(figures, all.median()));
        table.row(
                "mktorrent, v1 only",
                rate(figures, figures.mktorrent()),
                seconds(figures.mktorrent()) + ", a process a file");
        Duration libtorrent = figures.libtorrent().median();
        table.row(
                "libtorrent, one process",
                rate(figures, libtorrent),
                median(figures.libtorrent()) + "; the same infohashes");
        Duration hashes = figures.hashes().median();
        table.row(
                "SHA-1 and SHA-256 alone",
                rate(figures, hashes),
                median(figures.hashes()) + speed(figures, hashes));
        ratio(table, "recipe / mktorrent", figures.versusMktorrent(), MIN_VERSUS_MKTORRENT);
        ratio(table, "recipe / libtorrent", figures.versusLibtorrent(), MIN_VERSUS_LIBTORRENT);
        table.row(
                "recipe / hashes alone",
                number("%.2f", figures.versusHashLimit()),
                "the rest is mostly reading");
        table.end();
        table.result("recipe.vs_mktorrent", number("%.1f", figures.versusMktorrent()), "ratio");
        table.result("recipe.vs_libtorrent", number("%.2f", figures.versusLibtorrent()), "ratio");
        table.result("recipe.vs_hash_limit", number("%.2f", figures.versusHashLimit()), "ratio");
    }

    private static void ratio(Table table, String what, double ratio, double least) {
        table.row(
                what,
                number("%.2f", ratio),
                limit("at least " + number("%.0f", least), ratio >= least));
    }

    private static String rate(RecipeFigures figures, Duration took) {
        int files = figures.sizes().bytes().size();
        return number("%,.0f files/s", files * 1e9 / took.toNanos());
    }

    private static String speed(RecipeFigures figures, Duration took) {
        double megabytes = figures.sizes().sum() / MEGABYTE;
        return number("; %,.0f MB/s", megabytes * 1e9 / took.toNanos());
    }

    private static String median(Samples samples) {
        return "median of " + all(samples);
    }
}

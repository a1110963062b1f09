package dev.torrentcrates.bench.torrentizer;

import static dev.torrentcrates.bench.Table.MEGABYTE;
import static dev.torrentcrates.bench.Table.all;
import static dev.torrentcrates.bench.Table.limit;
import static dev.torrentcrates.bench.Table.number;
import static dev.torrentcrates.bench.Table.seconds;
import static dev.torrentcrates.bench.process.MeasuredService.HEAP_MEGABYTES;

import dev.torrentcrates.bench.Table;
import dev.torrentcrates.bench.torrentizer.ServiceFigures.Span;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;

/** Prints the service's figures, and says what bounds it. */
final class Report {
    private static final double MIN_VERSUS_PUTS = 0.5;

    /** Where so much of the processors is busy, nothing else can be what is waited for. */
    private static final double ALL_BUSY = 0.85;

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void print(ServiceFigures figures) {
        Table table = new Table(out);
        Span service = figures.service();
        Span puts = figures.puts();
        table.row(
                "the service",
                rate(service),
                number("%,.0f crates", service.crates())
                        + " in "
                        + seconds(service.took())
                        + ", "
                        + figures.concurrency()
                        + " at once");
        table.row(
                "only storing",
                rate(puts),
                "two puts a crate, as many at once; before and after: " + all(figures.putRounds()));
        table.row(
                "service / storing",
                number("%.2f", figures.versusPuts()),
                limit(
                        "at least " + number("%.1f", MIN_VERSUS_PUTS),
                        figures.versusPuts() >= MIN_VERSUS_PUTS));
        processors(table, "processors, service", service);
        processors(table, "processors, storing", puts);
        table.row("bound by", bound(figures), busy(figures));
        table.end();
        table.result("torrentizer.vs_raw_puts", number("%.2f", figures.versusPuts()), "ratio");
        table.result(
                "torrentizer.crates_per_s", number("%.0f", service.cratesPerSecond()), "crates/s");
    }

    void print(HeapFigures figures) {
        Table table = new Table(out);
        double heap = figures.heapPeakBytes() / MEGABYTE;
        table.row(
                "downloads at once",
                Integer.toString(figures.underWay()),
                number(
                        "%,.0f MB sent of those not yet whole",
                        figures.unfinishedBytes() / MEGABYTE));
        table.row(
                "heap, peak",
                number("%.0f MB", heap),
                limit(HEAP_MEGABYTES + " MB, by -Xmx", heap <= HEAP_MEGABYTES));
        table.row(
                "resident, peak",
                number("%.0f MB", figures.residentPeakBytes() / MEGABYTE),
                "of the whole process; over HTTP/1.1: HTTP/2 may hold 64 MB more in its windows");
        table.end();
        table.result("torrentizer.heap", number("%.0f", heap), "MB");
    }

    private static void processors(Table table, String what, Span span) {
        String each =
                String.join(
                        ", ",
                        span.cpu().spent().entrySet().stream()
                                .map(entry -> entry.getKey() + " " + a(span, entry.getValue()))
                                .toList());
        table.row(what, a(span, span.cpu().sum()), "a crate: " + each);
    }

    private static String bound(ServiceFigures figures) {
        Span service = figures.service();
        double busy = service.processors(service.cpu().sum().plus(service.cpu().others()));
        return busy >= ALL_BUSY * figures.processors() ? "processors" : "waiting";
    }

    private static String busy(ServiceFigures figures) {
        Span service = figures.service();
        Duration sum = service.cpu().sum();
        Map.Entry<String, Duration> most =
                Collections.max(service.cpu().spent().entrySet(), Map.Entry.comparingByValue());
        double share = 100.0 * most.getValue().toNanos() / Math.max(1, sum.toNanos());
        return "of "
                + figures.processors()
                + number(" processors %.1f are busy with these", service.processors(sum))
                + number(" and %.1f with others", service.processors(service.cpu().others()))
                + number("; %.0f%% is ", share)
                + most.getKey();
    }

    private static String rate(Span span) {
        return number("%,.0f crates/s", span.cratesPerSecond());
    }

    private static String a(Span span, Duration spent) {
        return number("%.2f ms", spent.toNanos() / 1e6 / span.crates());
    }
}

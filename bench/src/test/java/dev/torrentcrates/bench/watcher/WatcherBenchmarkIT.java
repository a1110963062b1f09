package dev.torrentcrates.bench.watcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.bench.Progress;
import dev.torrentcrates.bench.index.IndexShelf;
import dev.torrentcrates.bench.process.MeasuredService;
import dev.torrentcrates.standalone.process.Checkout;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole benchmark on a small index, so that it works when somebody wants its figures. */
class WatcherBenchmarkIT {
    private static final int CRATES = 300;

    @TempDir Path folder;

    @Test
    void aSmallRunGivesEveryFigure() throws Exception {
        Figures figures =
                new WatcherBenchmark(Checkout.find(), folder, new Progress(System.out))
                        .run(new IndexShelf(folder.resolve("shelf")), CRATES);

        assertThat(figures.index().crates()).isEqualTo(CRATES);
        assertThat(figures.replay().events()).isEqualTo(figures.index().lines());
        assertThat(figures.replay().took()).isPositive();
        assertThat(figures.replay().ratio()).isPositive();
        assertThat(figures.polls().looks().ascending())
                .hasSize(20)
                .allMatch(look -> look.isPositive() && look.toSeconds() < 30);
        assertThat(figures.polls().fetches().median()).isPositive();
        assertThat(figures.memory().heapPeakBytes())
                .isBetween(10L << 20, (long) MeasuredService.HEAP_MEGABYTES << 20);
        assertThat(figures.memory().residentPeakBytes())
                .isGreaterThan(figures.memory().heapPeakBytes() / 4);
        assertThat(printed(figures))
                .containsPattern("(?m)^RESULT watcher\\.replay_vs_git_cat_file [0-9.]+ ratio$")
                .containsPattern("(?m)^RESULT watcher\\.events_per_s [1-9][0-9]* events/s$")
                .containsPattern("(?m)^RESULT watcher\\.poll [0-9.]+ ms$")
                .containsPattern("(?m)^RESULT watcher\\.heap [1-9][0-9]* MB$");
    }

    private static String printed(Figures figures) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Report(new PrintStream(out, true, UTF_8)).print(figures);
        return out.toString(UTF_8);
    }
}

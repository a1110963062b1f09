package dev.torrentcrates.bench.watcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.bench.Samples;
import dev.torrentcrates.bench.index.IndexSize;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void figuresStandBesideTheirLimits() {
        String printed = printed(Duration.ofSeconds(10), Duration.ofMillis(100));

        assertThat(printed)
                .contains("limit 5, of a full index: kept")
                .contains("limit 100 ms, of a full index: missed")
                .contains("limit 512 MB, by -Xmx: kept")
                .contains("RESULT watcher.replay_vs_git_cat_file 5.00 ratio\n")
                .contains("RESULT watcher.events_per_s 1000 events/s\n")
                .contains("RESULT watcher.poll 100.0 ms\n")
                .contains("RESULT watcher.heap 300 MB\n");
    }

    @Test
    void aLimitThatIsMissedIsSaid() {
        String printed = printed(Duration.ofMillis(10_020), Duration.ofMillis(99));

        assertThat(printed)
                .contains("limit 5, of a full index: missed")
                .contains("limit 100 ms, of a full index: kept");
    }

    private static String printed(Duration replay, Duration poll) {
        Figures figures =
                new Figures(
                        new IndexSize(100, 10_000, 1_000_000),
                        100_000,
                        new Figures.Replay(
                                10_000,
                                replay,
                                Duration.ofSeconds(1),
                                new Samples(List.of(Duration.ofSeconds(2)))),
                        new Figures.Polls(
                                new Samples(List.of(poll)),
                                new Samples(List.of(Duration.ofMillis(7)))),
                        new Figures.Memory(300L << 20, 600L << 20));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Report(new PrintStream(out, true, UTF_8)).print(figures);
        return out.toString(UTF_8);
    }
}

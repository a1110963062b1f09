package dev.torrentcrates.bench.torrentizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.bench.Progress;
import dev.torrentcrates.bench.crates.CrateSizes;
import dev.torrentcrates.bench.process.MeasuredService;
import dev.torrentcrates.standalone.process.Checkout;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks with few crates, so that they work when somebody wants their figures. */
class TorrentizerBenchmarkIT {
    private static final int CRATES = 150;
    private static final int WARM_UP = 50;

    @TempDir Path folder;
    private final Progress progress = new Progress(System.out);

    @Test
    void aSmallRunOfTheServiceGivesEveryFigure() throws Exception {
        ServiceFigures figures =
                new ServiceBenchmark(Checkout.find(), folder, progress)
                        .run(CrateSizes.of(CRATES, 1 << 20), WARM_UP);

        assertThat(figures.service().crates()).isBetween(1, CRATES - WARM_UP);
        assertThat(figures.service().cratesPerSecond()).isPositive();
        assertThat(figures.puts().crates()).isEqualTo(2 * CRATES);
        assertThat(figures.versusPuts()).isPositive();
        assertThat(figures.service().cpu().spent())
                .hasSize(4)
                .allSatisfy((_, spent) -> assertThat(spent).isGreaterThanOrEqualTo(Duration.ZERO));
        assertThat(figures.service().cpu().sum()).isPositive();
    }

    @Test
    void aSmallRunWithManyDownloadsAtOnceGivesEveryFigure() throws Exception {
        HeapFigures figures =
                new HeapBenchmark(Checkout.find(), folder, progress)
                        .run(new HeapBenchmark.Load(24, 1 << 20, 40 << 20));

        assertThat(figures.underWay()).isEqualTo(24);
        assertThat(figures.unfinishedBytes()).isBetween(50L << 20, 63L << 20);
        assertThat(figures.heapPeakBytes())
                .isBetween(10L << 20, (long) MeasuredService.HEAP_MEGABYTES << 20);
        assertThat(figures.residentPeakBytes()).isGreaterThan(figures.heapPeakBytes() / 4);
    }
}

package dev.torrentcrates.bench.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.bench.Progress;
import dev.torrentcrates.bench.crates.CrateSizes;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole benchmark on few files; above all, that libtorrent makes the same torrents. */
class RecipeBenchmarkIT {
    @TempDir Path folder;
    private Peers peers = new Peers(Path.of("none"), "none");

    /** Nobody has to install what he does not measure with; CI does. */
    @BeforeEach
    void find() throws Exception {
        try {
            peers = Peers.require();
        } catch (BenchFailedException e) {
            Assumptions.abort(e.toString());
        }
    }

    @Test
    void aSmallRunGivesEveryFigure() throws Exception {
        RecipeFigures figures =
                new RecipeBenchmark(peers, folder, new Progress(System.out))
                        .run(CrateSizes.of(100, 10_000_000));

        assertThat(figures.sizes().bytes()).hasSize(100);
        assertThat(figures.versusMktorrent()).isGreaterThan(1);
        assertThat(figures.versusLibtorrent()).isPositive();
        assertThat(figures.versusHashLimit()).isBetween(0.01, 1.2);
        assertThat(figures.own().allProcessors().median()).isPositive();
    }
}

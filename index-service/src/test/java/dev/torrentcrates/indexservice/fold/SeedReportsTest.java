package dev.torrentcrates.indexservice.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.indexservice.Crates;
import dev.torrentcrates.indexservice.view.SeederId;
import dev.torrentcrates.upstream.sample.SampleCrate;
import org.junit.jupiter.api.Test;

class SeedReportsTest {
    private static final SampleCrate CRATE = Crates.crate("reported");
    private static final SeederId B = new SeederId(Crates.SEED_SET, "b");

    @Test
    void theLastOfASetToStartIsItsHolder() {
        SeedReports reports =
                SeedReports.NONE
                        .apply(Crates.started(CRATE, "a"))
                        .apply(Crates.started(CRATE, "b"));

        assertThat(reports.holding(CRATE.cksum())).containsExactly(B);
        assertThat(reports.reported(CRATE.cksum())).isEqualTo(2);
    }

    @Test
    void aSeederThatHandsOverDoesNotTakeTheNewOneAway() {
        SeedReports reports =
                SeedReports.NONE
                        .apply(Crates.started(CRATE, "b"))
                        .apply(Crates.stopped(CRATE, "a"));

        assertThat(reports.holding(CRATE.cksum())).containsExactly(B);
    }

    @Test
    void whoStopsHoldsNothingButHasReported() {
        SeedReports reports =
                SeedReports.NONE
                        .apply(Crates.started(CRATE, "b"))
                        .apply(Crates.stopped(CRATE, "b"));

        assertThat(reports.holding(CRATE.cksum())).isEmpty();
        assertThat(reports.reported(CRATE.cksum())).isEqualTo(1);
    }
}

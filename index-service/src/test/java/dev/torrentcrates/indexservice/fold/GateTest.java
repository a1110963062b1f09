package dev.torrentcrates.indexservice.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.indexservice.Crates;
import dev.torrentcrates.indexservice.view.Standing;
import dev.torrentcrates.state.CrateState;
import dev.torrentcrates.state.VersionState;
import dev.torrentcrates.upstream.sample.SampleCrate;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final SampleCrate CRATE = Crates.crate("gate");

    private final Gate gate = new Gate(2);

    @Test
    void builtAndReportedByEnoughSeedersIsVisible() {
        VersionState built = after(Crates.built(CRATE, 1));

        assertThat(gate.standing(built, 1, false, false)).isEqualTo(Standing.BUILT);
        assertThat(gate.standing(built, 2, false, false)).isEqualTo(Standing.VISIBLE);
    }

    @Test
    void whatWasAnnouncedOnceIsLetThroughForEver() {
        assertThat(gate.standing(after(Crates.built(CRATE, 1)), 0, true, false))
                .isEqualTo(Standing.VISIBLE);
    }

    @Test
    void deniedContentIsNeverVisible() {
        assertThat(gate.standing(after(Crates.built(CRATE, 1)), 9, true, true))
                .isEqualTo(Standing.DENIED);
        assertThat(gate.standing(after(Crates.published(CRATE, 1)), 0, false, true))
                .isEqualTo(Standing.DENIED);
        assertThat(gate.standing(after(Crates.failed(CRATE, 1)), 0, false, true))
                .isEqualTo(Standing.DENIED);
    }

    @Test
    void withoutATorrentItIsPendingOrFailed() {
        assertThat(gate.standing(after(Crates.published(CRATE, 1)), 9, true, false))
                .isEqualTo(Standing.PENDING);
        assertThat(gate.standing(after(Crates.failed(CRATE, 1)), 9, true, false))
                .isEqualTo(Standing.FAILED);
    }

    @Test
    void deletedIsDeletedWhateverElseIsKnown() {
        VersionState deleted = after(Crates.built(CRATE, 1), Crates.deleted(CRATE, 2));

        assertThat(gate.standing(deleted, 9, true, true)).isEqualTo(Standing.DELETED);
    }

    private static VersionState after(TorrentEvent... events) {
        CrateState state = CrateState.UNKNOWN;
        for (TorrentEvent event : events) {
            state = state.apply(event);
        }
        return state.versions().lastEntry().getValue();
    }
}

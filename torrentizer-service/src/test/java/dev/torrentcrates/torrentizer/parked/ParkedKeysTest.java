package dev.torrentcrates.torrentizer.parked;

import static dev.torrentcrates.torrentizer.Fixture.COMMIT;
import static dev.torrentcrates.torrentizer.Fixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.VersionGivenUp;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.parked.ParkedKeys.Named;
import dev.torrentcrates.torrentizer.parked.ParkedKeys.Standing;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParkedKeysTest {
    private static final VersionParked WAITS = Fixture.parked("named", 17, NOON);
    private static final VersionGivenUp GIVEN_UP =
            new VersionGivenUp(
                    Registry.CRATES_IO,
                    COMMIT,
                    17,
                    WAITS.line(),
                    FailureReason.NOT_FOUND,
                    "in vain",
                    NOON);

    private final ParkedKeys keys = new ParkedKeys();

    @Test
    void theLastWordCounts() {
        assertThat(named()).isEmpty();

        keys.apply(new Recorded(Topics.PARKED, 3, 0, WAITS.recordKey(), WAITS));
        assertThat(named()).contains(new Named(3, Standing.WAITING, 17));

        keys.apply(new Recorded(Topics.PARKED, 3, 1, WAITS.recordKey(), GIVEN_UP));
        assertThat(named()).contains(new Named(3, Standing.GIVEN_UP, 17));

        keys.apply(new Recorded(Topics.PARKED, 3, 2, WAITS.recordKey(), WAITS));
        assertThat(named()).contains(new Named(3, Standing.WAITING, 17));

        tombstone(17);
        assertThat(named()).isEmpty();
    }

    @Test
    void whatIsSaidLateOfAnOlderPublicationChangesNothing() {
        VersionParked newer = Fixture.parked(WAITS.line(), 18, NOON);
        keys.apply(new Recorded(Topics.PARKED, 3, 0, WAITS.recordKey(), newer));

        keys.apply(new Recorded(Topics.PARKED, 3, 1, WAITS.recordKey(), GIVEN_UP));
        tombstone(17);

        assertThat(named()).contains(new Named(3, Standing.WAITING, 18));
    }

    @Test
    void itForgetsWhatIsSomebodyElses() {
        keys.apply(new Recorded(Topics.PARKED, 3, 0, WAITS.recordKey(), WAITS));

        keys.lost(Set.of(4));
        assertThat(named()).isPresent();

        keys.lost(Set.of(3));
        assertThat(named()).isEmpty();
    }

    @Test
    void itIsCompleteOnceAllWasReadUntilThereIsMoreToRead() {
        assertThat(keys.isComplete()).isFalse();

        keys.read(true);
        assertThat(keys.isComplete()).isTrue();

        keys.gained(Set.of(5));
        assertThat(keys.isComplete()).isFalse();
    }

    private Optional<Named> named() {
        return keys.find(WAITS.identity());
    }

    private void tombstone(long upTo) {
        keys.apply(new Recorded(Topics.PARKED, 3, 9, WAITS.recordKey(), null, upTo));
    }
}

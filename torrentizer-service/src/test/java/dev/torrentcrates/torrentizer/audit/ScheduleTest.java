package dev.torrentcrates.torrentizer.audit;

import static dev.torrentcrates.torrentizer.Fixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.PartitionAudited;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void whatWasInterruptedGoesOnFirst() {
        Map<Integer, PartitionAudited> last =
                Map.of(
                        0,
                        ended(0, NOON),
                        1,
                        underWay(1, NOON.plusSeconds(5)),
                        2,
                        underWay(2, NOON));

        assertThat(next(List.of(0, 1, 2, 3), last, NOON.plusSeconds(9)))
                .map(Walk::partition)
                .contains(2);
    }

    @Test
    void whatAnotherProcessLooksAfterIsLeftToIt() {
        Map<Integer, PartitionAudited> last = Map.of(1, underWay(1, NOON));

        assertThat(next(List.of(5), last, NOON)).map(Walk::partition).contains(5);
        assertThat(next(List.of(), last, NOON)).isEmpty();
    }

    @Test
    void whatWasNeverWalkedThroughComesBeforeWhatIsDue() {
        Map<Integer, PartitionAudited> last = Map.of(0, ended(0, NOON));

        assertThat(next(List.of(0, 1), last, NOON.plus(WEEK))).map(Walk::partition).contains(1);
    }

    @Test
    void aPartitionIsDueSomeTimeAfterItsLastWalkHasEnded() {
        Map<Integer, PartitionAudited> last =
                Map.of(0, ended(0, NOON.plusSeconds(1)), 1, ended(1, NOON));

        assertThat(next(List.of(0, 1), last, NOON.plus(WEEK).minusMillis(1))).isEmpty();
        assertThat(next(List.of(0, 1), last, NOON.plus(WEEK)))
                .contains(Walk.begin(1, NOON.plus(WEEK)));
        assertThat(next(List.of(0, 1), last, NOON.plus(WEEK).plusSeconds(2)))
                .map(Walk::partition)
                .contains(1);
    }

    private static Optional<Walk> next(
            List<Integer> owned, Map<Integer, PartitionAudited> last, Instant now) {
        return Schedule.next(owned, last, WEEK, now);
    }

    private static PartitionAudited ended(int partition, Instant when) {
        return Walk.begin(partition, when.minusSeconds(100)).end(when);
    }

    private static PartitionAudited underWay(int partition, Instant begun) {
        return Walk.begin(partition, begun).past(9).progress(begun.plusSeconds(1));
    }
}

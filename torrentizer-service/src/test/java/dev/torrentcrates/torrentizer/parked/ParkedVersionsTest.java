package dev.torrentcrates.torrentizer.parked;

import static dev.torrentcrates.torrentizer.Fixture.NOON;
import static dev.torrentcrates.torrentizer.Fixture.parked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.VersionGivenUp;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.event.VersionParked.Cause;
import dev.torrentcrates.event.VersionParked.Retry;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrentizer.Fixture;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ParkedVersionsTest {
    private static final VersionParked EARLY = parked("early", 1, NOON.plusSeconds(1));
    private static final VersionParked LATE = parked("late", 2, NOON.plusSeconds(9));

    private final AtomicReference<Instant> oldEnough = new AtomicReference<>(NOON);
    private final ParkedVersions versions = new ParkedVersions(_ -> oldEnough.get());

    @Test
    void whatIsDueComesInTheOrderOfItsTime() {
        apply(0, LATE);
        apply(0, EARLY);

        assertThat(due(0)).isEmpty();
        assertThat(due(1)).containsExactly(EARLY);
        assertThat(due(9)).containsExactly(EARLY, LATE);
        assertThat(versions.due(NOON.plusSeconds(9), it -> !it.equals(EARLY), 1))
                .containsExactly(LATE);
        assertThat(versions.due(NOON.plusSeconds(9), _ -> true, 1)).containsExactly(EARLY);
    }

    @Test
    void aTombstoneEndsIt() {
        apply(0, EARLY);

        tombstone(0, EARLY);

        assertThat(due(9)).isEmpty();
        assertThat(versions.size()).isZero();
        assertThat(versions.holds(EARLY)).isFalse();
    }

    @Test
    void aTombstoneOfAnotherSpellingEndsNothing() {
        IndexLine line = IndexLine.parse(LATE.line().json().replace("\"late\"", "\"Late\""));
        VersionParked spelled = Fixture.parked(line, 1, LATE.retry().due());
        apply(0, spelled);
        apply(0, LATE);

        tombstone(0, spelled);

        assertThat(due(9)).containsExactly(LATE);
    }

    @Test
    void whatWasParkedUnderAnotherFormOfItsKeyIsSettledLikeAllElse() {
        versions.apply(new Recorded(Topics.PARKED, 0, 0, "an older key", EARLY));
        assertThat(due(9)).containsExactly(EARLY);

        versions.release(EARLY);

        assertThat(due(9)).isEmpty();
    }

    @Test
    void aLaterAttemptReplacesTheEarlierOne() {
        apply(0, EARLY);
        VersionParked again = parked("early", 1, NOON.plusSeconds(5));

        apply(0, again);

        assertThat(due(4)).isEmpty();
        assertThat(versions.holds(EARLY)).isFalse();
        assertThat(versions.holds(again)).isTrue();
    }

    @Test
    void lostPartitionsAreForgotten() {
        apply(3, EARLY);
        apply(4, LATE);

        versions.lost(Set.of(3));

        assertThat(due(9)).containsExactly(LATE);
    }

    @Test
    void whatThisProcessSettledIsNotDueWhileItsTombstoneIsOnItsWay() {
        apply(0, EARLY);

        versions.release(EARLY);

        assertThat(due(9)).isEmpty();
        tombstone(0, EARLY);
        assertThat(versions.nextOvertaken()).isEmpty();
    }

    @Test
    void aVersionThatWasPublishedAgainMeanwhileIsNotLostToTheTombstoneOfTheOlderOne() {
        VersionParked newer = parked("early", 7, NOON.plusSeconds(2));
        apply(0, EARLY);
        versions.release(EARLY);

        // The log: deleted, published again, parked; then our tombstone.
        tombstone(0, EARLY);
        apply(0, newer);
        tombstone(0, EARLY);

        assertThat(versions.nextOvertaken()).contains(newer);
        versions.overtakenIsParked();
        assertThat(versions.nextOvertaken()).isEmpty();
    }

    @Test
    void whatComesAfterALateTombstoneIsTheLastWord() {
        VersionParked newer = parked("early", 7, NOON.plusSeconds(2));
        apply(0, newer);
        tombstone(0, EARLY);
        tombstone(0, newer);
        assertThat(versions.nextOvertaken()).isEmpty();

        apply(0, newer);
        tombstone(0, EARLY);
        apply(0, newer);
        assertThat(versions.nextOvertaken()).isEmpty();
        assertThat(versions.holds(newer)).isTrue();

        tombstone(0, EARLY);
        versions.lost(Set.of(0));
        assertThat(versions.nextOvertaken()).isEmpty();
    }

    @Test
    void whatIsParkedAfterANewerDeletionIsCancelledAgain() {
        VersionParked newer = parked("early", 7, NOON.plusSeconds(2));
        tombstone(0, newer);

        apply(0, EARLY);

        assertThat(due(9)).isEmpty();
        assertThat(versions.nextLate()).contains(EARLY);
        versions.lateIsCancelled();
        assertThat(versions.nextLate()).isEmpty();

        apply(0, newer);
        assertThat(due(9)).containsExactly(newer);
    }

    @Test
    void whatIsGivenUpAfterANewerDeletionIsCancelledAgain() {
        tombstone(0, parked("early", 7, NOON));

        giveUp(EARLY);

        assertThat(versions.nextLate()).contains(givenUp(EARLY));
        versions.lateIsCancelled();
        assertThat(versions.nextLate()).isEmpty();
        assertThat(versions.size()).isZero();
    }

    @Test
    void whatWasGivenUpAfterItWasPublishedAgainIsNotLostToAnotherWordOnTheOlderOne() {
        VersionParked newer = parked("early", 7, NOON);
        tombstone(0, EARLY);
        giveUp(newer);
        assertThat(versions.nextOvertaken()).isEmpty();
        assertThat(due(9)).isEmpty();
        assertThat(versions.size()).isZero();

        giveUp(EARLY);
        assertThat(versions.nextOvertaken()).contains(givenUp(newer));
        versions.overtakenIsParked();

        tombstone(0, EARLY);
        assertThat(versions.nextOvertaken()).contains(givenUp(newer));

        giveUp(newer);
        assertThat(versions.nextOvertaken()).isEmpty();
        apply(0, newer);
        assertThat(due(9)).containsExactly(newer);
    }

    @Test
    void whatWasGivenUpIsNoLongerHeldWhenItsDeletionIsLongPast() {
        VersionParked newer = parked("early", 7, NOON);
        tombstone(0, EARLY);
        giveUp(newer);
        for (int i = 0; i < ParkedVersions.MAX_CANCELLED; i++) {
            versions.apply(new Recorded(Topics.PARKED, 0, 0, "another-" + i, null, 1));
        }

        tombstone(0, EARLY);

        assertThat(versions.nextOvertaken()).isEmpty();
    }

    @Test
    void whatSomebodyElseCancelledAgainIsLeft() {
        tombstone(0, parked("early", 7, NOON.plusSeconds(2)));
        apply(0, EARLY);

        tombstone(0, EARLY);

        assertThat(versions.nextLate()).isEmpty();
    }

    @Test
    void aTombstoneThatDoesNotSayUpToWhereEndsItToo() {
        apply(0, LATE);

        versions.apply(new Recorded(Topics.PARKED, 0, 0, LATE.recordKey(), null));

        assertThat(versions.size()).isZero();
        assertThat(versions.nextOvertaken()).isEmpty();
    }

    @Test
    void anAttemptAtAnOlderPublicationDoesNotReplaceANewerOne() {
        VersionParked newer = parked("early", 7, NOON.plusSeconds(2));
        apply(0, newer);

        apply(0, EARLY);

        assertThat(versions.holds(newer)).isTrue();
        assertThat(versions.nextOvertaken()).contains(newer);
    }

    @Test
    void whatWasTooYoungIsDueByWhatIsConfiguredNowAndItsRetriesCountFromItsFirstAttempt() {
        VersionParked held = tooYoung(NOON.plusSeconds(5));
        apply(0, held);
        assertThat(due(0).getFirst().retry().since()).isEqualTo(NOON.plusSeconds(5));

        oldEnough.set(NOON.plusSeconds(9));
        apply(0, held);

        assertThat(due(8)).isEmpty();
        assertThat(due(9)).singleElement().matches(versions::holds);
        assertThat(due(9).getFirst().retry().since()).isEqualTo(NOON.plusSeconds(9));
    }

    private void giveUp(VersionParked version) {
        versions.apply(new Recorded(Topics.PARKED, 0, 0, version.recordKey(), givenUp(version)));
    }

    private static VersionGivenUp givenUp(VersionParked version) {
        return new VersionGivenUp(
                version.registry(),
                version.commit(),
                version.indexOffset(),
                version.line(),
                FailureReason.LENGTH_REFUSED,
                "too long",
                NOON);
    }

    private static VersionParked tooYoung(Instant due) {
        return new VersionParked(
                EARLY.registry(),
                EARLY.commit(),
                EARLY.indexOffset(),
                EARLY.line(),
                new Retry(0, due, due, Cause.TOO_YOUNG, NOON));
    }

    private List<VersionParked> due(int seconds) {
        return versions.due(NOON.plusSeconds(seconds), _ -> true, 10);
    }

    private void apply(int partition, VersionParked version) {
        versions.apply(new Recorded(Topics.PARKED, partition, 0, version.recordKey(), version));
    }

    private void tombstone(int partition, VersionParked version) {
        versions.apply(
                new Recorded(
                        Topics.PARKED,
                        partition,
                        0,
                        version.recordKey(),
                        null,
                        version.indexOffset()));
    }
}

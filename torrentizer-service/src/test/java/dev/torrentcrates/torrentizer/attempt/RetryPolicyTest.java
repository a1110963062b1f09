package dev.torrentcrates.torrentizer.attempt;

import static dev.torrentcrates.torrentizer.Fixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.event.VersionParked.Cause;
import dev.torrentcrates.event.VersionParked.Retry;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.TorrentEntry;
import dev.torrentcrates.torrent.TorrentRecipe;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.build.BuildOutcome;
import dev.torrentcrates.torrentizer.build.BuildOutcome.Built;
import dev.torrentcrates.torrentizer.build.BuildOutcome.NotYet;
import dev.torrentcrates.torrentizer.build.BuildOutcome.Refused;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final RetryPolicy POLICY =
            new RetryPolicy(
                    Duration.ZERO,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30),
                    Duration.ofDays(7),
                    Duration.ofHours(1));
    private static final SampleCrate CRATE = SampleCrates.library("decided", "1.0.0");
    private static final Wanted FIRST = Wanted.of(Fixture.published(CRATE), 17);

    @Test
    void pausesDoubleUpToTheLongest() {
        assertThat(IntStream.of(1, 2, 3, 5, 6, 7, 1000).mapToObj(this::delay))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 16L, 30L, 30L, 30L);
    }

    @Test
    void upstreamMayAskForALongerPauseButNotForever() {
        assertThat(POLICY.delay(1, Optional.of(Duration.ofSeconds(20))))
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(POLICY.delay(5, Optional.of(Duration.ofSeconds(3))))
                .isEqualTo(Duration.ofSeconds(16));
        assertThat(POLICY.delay(1, Optional.of(Duration.ofDays(300))))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void delaysThatDoNotGrowAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new RetryPolicy(
                                        Duration.ZERO,
                                        Duration.ZERO,
                                        Duration.ofSeconds(1),
                                        Duration.ofDays(1),
                                        Duration.ofDays(1)));
    }

    @Test
    void whatWasBuiltIsAnnouncedWithItsLineAndOffset() {
        TorrentEntry torrent =
                TorrentRecipe.of(CRATE.name(), CRATE.version(), CRATE.content()).entry();

        assertThat(decide(FIRST, new Built(torrent, 5), NOON))
                .isEqualTo(
                        new Verdict.Announce(
                                new TorrentBuilt(
                                        FIRST.registry(),
                                        FIRST.commit(),
                                        17,
                                        Fixture.line(CRATE),
                                        torrent),
                                5));
    }

    @Test
    void whatIsNotThereYetIsTriedAgainAndCountsItsAttempts() {
        Instant later = NOON.plusSeconds(1);

        VersionParked once = parked(decide(FIRST, notYet(FailureReason.NOT_FOUND), NOON));
        VersionParked twice =
                parked(decide(Wanted.of(once), notYet(FailureReason.NOT_FOUND), later));

        assertThat(once.retry().attempts()).isEqualTo(1);
        assertThat(once.retry().due()).isEqualTo(NOON.plusSeconds(1));
        assertThat(once.indexOffset()).isEqualTo(17);
        assertThat(twice.retry().attempts()).isEqualTo(2);
        assertThat(twice.retry().due()).isEqualTo(later.plusSeconds(2));
        assertThat(twice.retry().since()).isEqualTo(NOON);
    }

    @Test
    void wrongBytesAreGivenUpWhenTheyHaveBeenWrongForLong() {
        Instant end = NOON.plus(Duration.ofHours(1));
        VersionParked wrong = parked(decide(FIRST, notYet(FailureReason.CKSUM_MISMATCH), NOON));

        assertThat(failed(decide(Wanted.of(wrong), notYet(FailureReason.CKSUM_MISMATCH), end)))
                .extracting(TorrentFailed::reason)
                .isEqualTo(FailureReason.CKSUM_MISMATCH);
        assertThat(
                        decide(
                                Wanted.of(wrong),
                                notYet(FailureReason.CKSUM_MISMATCH),
                                end.minusMillis(1)))
                .isInstanceOf(Verdict.Park.class);
    }

    @Test
    void whatIsMissingIsGivenUpLater() {
        Wanted tried = Wanted.of(Fixture.parked("tried", 17, NOON));
        Instant end = NOON.plus(Duration.ofDays(7));

        for (FailureReason reason :
                List.of(FailureReason.NOT_FOUND, FailureReason.UPSTREAM_UNAVAILABLE)) {
            assertThat(decide(tried, notYet(reason), end.minusMillis(1)))
                    .isInstanceOf(Verdict.Park.class);
            assertThat(failed(decide(tried, notYet(reason), end)).reason()).isEqualTo(reason);
        }
    }

    @Test
    void afterAnOutageOfDaysOneAttemptWithWrongBytesIsNotTheEnd() {
        Wanted tried = Wanted.of(Fixture.parked("tried", 17, NOON));
        Instant later = NOON.plus(Duration.ofDays(3));

        VersionParked wrong = parked(decide(tried, notYet(FailureReason.CKSUM_MISMATCH), later));

        assertThat(wrong.retry().cause()).isEqualTo(Cause.CKSUM_MISMATCH);
        assertThat(wrong.retry().causeSince()).isEqualTo(later);
        assertThat(wrong.retry().since()).isEqualTo(NOON);
    }

    @Test
    void failuresThatTakeTurnsComeToAnEndToo() {
        Wanted wanted = FIRST;
        Instant now = NOON;
        for (int attempt = 0; ; attempt++) {
            FailureReason reason =
                    attempt % 2 == 0 ? FailureReason.CKSUM_MISMATCH : FailureReason.NOT_FOUND;
            if (decide(wanted, notYet(reason), now) instanceof Verdict.Park(var again, _)) {
                assertThat(now).isBefore(NOON.plus(Duration.ofDays(8)));
                wanted = Wanted.of(again);
                now = now.plus(Duration.ofMinutes(5));
            } else {
                assertThat(now).isAfterOrEqualTo(NOON.plus(Duration.ofDays(7)));
                return;
            }
        }
    }

    @Test
    void theLastAttemptIsAtTheEnd() {
        VersionParked wrong = parked(decide(FIRST, notYet(FailureReason.CKSUM_MISMATCH), NOON));
        Instant nearEnd = NOON.plus(Duration.ofHours(1)).minusMillis(1);

        assertThat(
                        parked(
                                        decide(
                                                Wanted.of(wrong),
                                                notYet(FailureReason.CKSUM_MISMATCH),
                                                nearEnd))
                                .retry()
                                .due())
                .isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void aVersionIsHeldBackUntilItIsOldEnough() {
        RetryPolicy patient = minAge(Duration.ofHours(6));

        VersionParked held = parked(patient.holdBack(FIRST, NOON.plusSeconds(60)).orElseThrow());

        assertThat(held.retry())
                .isEqualTo(
                        new Retry(
                                0,
                                NOON.plus(Duration.ofHours(6)),
                                NOON.plus(Duration.ofHours(6)),
                                Cause.TOO_YOUNG,
                                NOON.plusSeconds(60)));
        assertThat(patient.holdBack(Wanted.of(held), NOON.plus(Duration.ofHours(6)))).isEmpty();
        assertThat(patient.holdBack(FIRST, NOON.plus(Duration.ofHours(7)))).isEmpty();
        assertThat(POLICY.holdBack(FIRST, NOON)).isEmpty();
    }

    @Test
    void whatIsParkedAsTooYoungIsHeldByTheAgeThatIsConfiguredNow() {
        Instant published = FIRST.line().pubtime().orElseThrow();
        VersionParked held =
                parked(minAge(Duration.ofHours(6)).holdBack(FIRST, NOON).orElseThrow());

        for (int hours : new int[] {1, 6, 9}) {
            RetryPolicy now = minAge(Duration.ofHours(hours));
            Instant due = now.oldEnoughAt(held);
            assertThat(due).isEqualTo(published.plus(Duration.ofHours(hours)));
            assertThat(now.holdBack(Wanted.of(held), due)).isEmpty();
        }
        assertThat(POLICY.oldEnoughAt(held)).isEqualTo(NOON);
    }

    @Test
    void whenAPubtimeThatLiesAheadIsOldEnoughCountsFromWhenItWasSeen() {
        Instant longBefore = NOON.minus(Duration.ofDays(10_000));
        VersionParked held =
                parked(minAge(Duration.ofHours(6)).holdBack(FIRST, longBefore).orElseThrow());

        assertThat(minAge(Duration.ofHours(1)).oldEnoughAt(held))
                .isEqualTo(longBefore.plus(Duration.ofHours(1)));
    }

    @Test
    void retriesOfWhatWasHeldBackAreCountedFromItsFirstAttempt() {
        VersionParked held =
                parked(minAge(Duration.ofDays(10)).holdBack(FIRST, NOON).orElseThrow());
        Instant due = NOON.plus(Duration.ofDays(10));

        assertThat(decide(Wanted.of(held), notYet(FailureReason.NOT_FOUND), due))
                .isInstanceOf(Verdict.Park.class);
    }

    @Test
    void aPubtimeThatLiesAheadIsNotWaitedForForEver() {
        RetryPolicy patient = minAge(Duration.ofHours(6));
        Instant longBefore = NOON.minus(Duration.ofDays(10_000));

        VersionParked held = parked(patient.holdBack(FIRST, longBefore).orElseThrow());

        assertThat(held.retry().due()).isEqualTo(longBefore.plus(Duration.ofHours(6)));
        assertThat(patient.holdBack(Wanted.of(held), held.retry().due())).isEmpty();
    }

    @Test
    void aLineWithoutAPubtimeIsOldEnough() {
        String json = Fixture.line(CRATE).json().replaceFirst(",\"pubtime\":\"[^\"]*\"", "");
        IndexLine line = IndexLine.parse(json);
        assertThat(line.pubtime()).isEmpty();
        Wanted wanted = new Wanted(FIRST.registry(), Fixture.COMMIT, 17, line, null);

        assertThat(minAge(Duration.ofHours(6)).holdBack(wanted, NOON)).isEmpty();
    }

    @Test
    void whatIsRefusedIsGivenUpAtOnce() {
        TorrentFailed failed =
                failed(decide(FIRST, new Refused(FailureReason.LENGTH_REFUSED, "0 bytes"), NOON));

        assertThat(failed.reason()).isEqualTo(FailureReason.LENGTH_REFUSED);
        assertThat(failed.detail()).isEqualTo("0 bytes");
        assertThat(failed.indexOffset()).isEqualTo(17);
    }

    private static RetryPolicy minAge(Duration age) {
        return new RetryPolicy(
                age,
                POLICY.firstDelay(),
                POLICY.longestDelay(),
                POLICY.giveUpAfter(),
                POLICY.mismatchGiveUpAfter());
    }

    private Duration delay(int failures) {
        return POLICY.delay(failures, Optional.empty());
    }

    private static Verdict decide(Wanted wanted, BuildOutcome outcome, Instant now) {
        return POLICY.decide(wanted, outcome, now);
    }

    private static NotYet notYet(FailureReason reason) {
        return new NotYet(reason, "not yet", Optional.empty());
    }

    private static VersionParked parked(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Park.class);
        return ((Verdict.Park) verdict).event();
    }

    private static TorrentFailed failed(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.GiveUp.class);
        return ((Verdict.GiveUp) verdict).event();
    }
}

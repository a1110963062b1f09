package dev.torrentcrates.torrentizer.attempt;

import static dev.torrentcrates.torrentizer.Fixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.event.VersionParked;
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
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final RetryPolicy POLICY =
            new RetryPolicy(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30),
                    Duration.ofDays(7),
                    Duration.ofHours(1));
    private static final SampleCrate CRATE = SampleCrates.library("decided", "1.0.0");
    private static final Wanted FIRST = Wanted.of(Fixture.published(CRATE), 17, NOON);

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

        assertThat(once.attempts()).isEqualTo(1);
        assertThat(once.due()).isEqualTo(NOON.plusSeconds(1));
        assertThat(once.indexOffset()).isEqualTo(17);
        assertThat(twice.attempts()).isEqualTo(2);
        assertThat(twice.due()).isEqualTo(later.plusSeconds(2));
        assertThat(twice.since()).isEqualTo(NOON);
    }

    @Test
    void wrongBytesAreGivenUpAtTheirEndAndMissingOnesLater() {
        Instant end = NOON.plus(Duration.ofHours(1));
        Wanted tried = Wanted.of(Fixture.parked("tried", 17, end));

        assertThat(failed(decide(tried, notYet(FailureReason.CKSUM_MISMATCH), end)).reason())
                .isEqualTo(FailureReason.CKSUM_MISMATCH);
        assertThat(decide(tried, notYet(FailureReason.NOT_FOUND), end))
                .isInstanceOf(Verdict.Park.class);
        assertThat(
                        failed(
                                        decide(
                                                tried,
                                                notYet(FailureReason.UPSTREAM_UNAVAILABLE),
                                                NOON.plus(Duration.ofDays(7))))
                                .reason())
                .isEqualTo(FailureReason.UPSTREAM_UNAVAILABLE);
    }

    @Test
    void theLastAttemptIsAtTheEnd() {
        Instant nearEnd = NOON.plus(Duration.ofHours(1)).minusMillis(1);

        assertThat(parked(decide(FIRST, notYet(FailureReason.CKSUM_MISMATCH), nearEnd)).due())
                .isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void whatIsRefusedIsGivenUpAtOnce() {
        TorrentFailed failed =
                failed(decide(FIRST, new Refused(FailureReason.LENGTH_REFUSED, "0 bytes"), NOON));

        assertThat(failed.reason()).isEqualTo(FailureReason.LENGTH_REFUSED);
        assertThat(failed.detail()).isEqualTo("0 bytes");
        assertThat(failed.indexOffset()).isEqualTo(17);
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

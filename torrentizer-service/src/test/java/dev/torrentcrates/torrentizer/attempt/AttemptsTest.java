package dev.torrentcrates.torrentizer.attempt;

import static dev.torrentcrates.torrentizer.Fixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.storage.MemoryBlobStore;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.build.CrateBuilder;
import dev.torrentcrates.torrentizer.build.StoredVersions;
import dev.torrentcrates.torrentizer.progress.Perseverance;
import dev.torrentcrates.torrentizer.upstream.CrateSource;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AttemptsTest {
    private static final SampleCrate CRATE = SampleCrates.library("attempted", "1.0.0");
    private static final CrateSource DEFECT =
            (_, _) -> {
                throw new IllegalStateException("a bug");
            };

    private Instant now = NOON;

    @Test
    void aDefectMetOnAVersionParksIt() throws Exception {
        assertThat(attempts(DEFECT).first(Fixture.published(CRATE), 17, Attempts.UNHURRIED))
                .isInstanceOfSatisfying(
                        Verdict.Park.class,
                        it -> {
                            assertThat(it.event().retry().attempts()).isEqualTo(1);
                            assertThat(it.reason()).contains("defect").contains("a bug");
                        });
    }

    @Test
    void aDefectThatLastsEndsAsAFailure() throws Exception {
        Attempts attempts = attempts(DEFECT);
        VersionParked parked =
                ((Verdict.Park) attempts.first(Fixture.published(CRATE), 17, Attempts.UNHURRIED))
                        .event();
        now = NOON.plus(Duration.ofDays(7));

        assertThat(attempts.again(parked))
                .isInstanceOfSatisfying(
                        Verdict.GiveUp.class,
                        it -> {
                            assertThat(it.event().reason()).isEqualTo(FailureReason.DEFECT);
                            assertThat(it.event().detail()).contains("defect");
                        });
    }

    private Attempts attempts(CrateSource source) {
        return new Attempts(
                new CrateBuilder(source, new StoredVersions(new MemoryBlobStore())),
                new RetryPolicy(
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5),
                        Duration.ofDays(7),
                        Duration.ofHours(1)),
                Fixture.nothingDenied(),
                new Perseverance(),
                () -> now);
    }
}

package dev.torrentcrates.torrentizer.attempt;

import static dev.torrentcrates.torrentizer.Fixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.CksumDenied;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.event.VersionParked.Cause;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.BlobStore;
import dev.torrentcrates.storage.MemoryBlobStore;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.build.CrateBuilder;
import dev.torrentcrates.torrentizer.build.FailingBlobStore;
import dev.torrentcrates.torrentizer.build.StoredVersions;
import dev.torrentcrates.torrentizer.denied.DenyList;
import dev.torrentcrates.torrentizer.progress.Perseverance;
import dev.torrentcrates.torrentizer.upstream.CrateSource;
import dev.torrentcrates.torrentizer.upstream.MemoryCrateSource;
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

    private final DenyList denied = Fixture.nothingDenied();
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

    @Test
    void anObjectThatStorageDoesNotTakeHoldsUpNobody() throws Exception {
        MemoryCrateSource source = new MemoryCrateSource(1_000_000);
        source.put(CRATE);
        FailingBlobStore store = new FailingBlobStore();
        store.fail(BlobKey.crate(CRATE.cksum()), FailingBlobStore.Failure.ALWAYS);
        Attempts attempts = attempts(source, store);

        assertThat(attempts.first(Fixture.published(CRATE), 17, Attempts.UNHURRIED))
                .isInstanceOfSatisfying(
                        Verdict.Park.class,
                        it -> {
                            assertThat(it.event().retry().cause()).isEqualTo(Cause.STORAGE_REFUSED);
                            assertThat(it.reason()).contains("500");
                        });
        assertThat(source.requests()).isEqualTo(3);
    }

    @Test
    void whatIsDeniedWhileItIsDownloadedIsNotAnnounced() throws Exception {
        MemoryCrateSource upstream = new MemoryCrateSource(1_000_000);
        upstream.put(CRATE);
        CrateSource source =
                (version, patience) -> {
                    denied.apply(
                            new Recorded(
                                    Topics.DENIED,
                                    0,
                                    0,
                                    CRATE.cksum().hex(),
                                    new CksumDenied(CRATE.cksum(), "malware", NOON)));
                    return upstream.fetch(version, patience);
                };

        assertThat(attempts(source).first(Fixture.published(CRATE), 17, Attempts.UNHURRIED))
                .isInstanceOfSatisfying(
                        Verdict.GiveUp.class,
                        it -> assertThat(it.event().reason()).isEqualTo(FailureReason.DENIED));
    }

    private Attempts attempts(CrateSource source) {
        return attempts(source, new MemoryBlobStore());
    }

    private Attempts attempts(CrateSource source, BlobStore store) {
        return new Attempts(
                new CrateBuilder(source, new StoredVersions(store)),
                new RetryPolicy(
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5),
                        Duration.ofDays(7),
                        Duration.ofHours(1)),
                denied,
                new Perseverance(),
                () -> now);
    }
}

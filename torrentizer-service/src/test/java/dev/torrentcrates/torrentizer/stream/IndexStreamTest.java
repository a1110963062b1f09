package dev.torrentcrates.torrentizer.stream;

import static dev.torrentcrates.event.Registry.CRATES_IO;
import static dev.torrentcrates.torrentizer.Fixture.COMMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.EventBatch;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.storage.MemoryBlobStore;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.MemoryEventSink;
import dev.torrentcrates.torrentizer.attempt.Attempts;
import dev.torrentcrates.torrentizer.attempt.RetryPolicy;
import dev.torrentcrates.torrentizer.build.CrateBuilder;
import dev.torrentcrates.torrentizer.build.StoredVersions;
import dev.torrentcrates.torrentizer.parked.ParkedRetries;
import dev.torrentcrates.torrentizer.progress.Counts;
import dev.torrentcrates.torrentizer.progress.Perseverance;
import dev.torrentcrates.torrentizer.upstream.MemoryCrateSource;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What holds a batch up. That it does its work, the test of the whole service shows. */
class IndexStreamTest {
    private static final SampleCrate CRATE = SampleCrates.library("waits", "1.0.0");

    private final MemoryEventSink sink = new MemoryEventSink();
    private final Counts counts = new Counts(_ -> {});
    private final Perseverance perseverance = new Perseverance();

    @Test
    void whileTooMuchIsParkedNothingIsBuiltAndDeletionsPass() throws Exception {
        counts.parked(ParkedRetries.MAX_PARKED);
        try (IndexStream stream =
                new IndexStream(
                        new IndexStream.Settings(1, Attempts.UNHURRIED),
                        attempts(),
                        sink,
                        perseverance,
                        counts)) {
            stream.process(batch(new VersionDeleted(CRATES_IO, COMMIT, Fixture.line("gone"))));
            assertThat(sink.events(Topics.TORRENT_EVENTS)).hasSize(1);

            CountDownLatch done = new CountDownLatch(1);
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    stream.process(batch(Fixture.published(CRATE)));
                                    done.countDown();
                                } catch (InterruptedException e) {
                                    throw new AssertionError("nobody interrupts", e);
                                }
                            });
            await().untilAsserted(
                            () ->
                                    assertThat(perseverance.trouble())
                                            .hasValueSatisfying(
                                                    it ->
                                                            assertThat(it)
                                                                    .contains("parked already")));
            assertThat(done.getCount()).isEqualTo(1);

            counts.parked(ParkedRetries.MAX_PARKED - 1);

            await().until(() -> done.getCount() == 0);
            assertThat(sink.events(Topics.PARKED)).hasSize(1);
        }
    }

    private static EventBatch batch(IndexEvent event) {
        return new EventBatch(
                List.of(new Recorded(Topics.INDEX_EVENTS, 0, 7, event.recordKey(), event)),
                List.of());
    }

    private Attempts attempts() throws Exception {
        Duration second = Duration.ofSeconds(1);
        return new Attempts(
                new CrateBuilder(
                        new MemoryCrateSource(1), new StoredVersions(new MemoryBlobStore())),
                new RetryPolicy(Duration.ZERO, second, second, second, second),
                Fixture.nothingDenied(),
                perseverance,
                InstantSource.system());
    }
}

package dev.torrentcrates.torrentizer.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.eventlog.EventBatch;
import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.storage.MemoryBlobStore;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.attempt.Attempts;
import dev.torrentcrates.torrentizer.attempt.RetryPolicy;
import dev.torrentcrates.torrentizer.build.CrateBuilder;
import dev.torrentcrates.torrentizer.build.StoredVersions;
import dev.torrentcrates.torrentizer.parked.ParkedRetries;
import dev.torrentcrates.torrentizer.progress.Counts;
import dev.torrentcrates.torrentizer.progress.Perseverance;
import dev.torrentcrates.torrentizer.upstream.MemoryCrateSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What holds a batch up. That it does its work, the test of the whole service shows. */
class IndexStreamTest {
    private static final EventBatch NOTHING = new EventBatch(List.of(), List.of());

    private final Counts counts = new Counts(_ -> {});
    private final Perseverance perseverance = new Perseverance();

    @Test
    void noMoreIsTakenWhileTooMuchIsParked() throws Exception {
        counts.parked(ParkedRetries.MAX_PARKED);
        CountDownLatch done = new CountDownLatch(1);
        try (EventProducer producer = EventProducer.start("127.0.0.1:1", "never-connected");
                IndexStream stream =
                        new IndexStream(
                                new IndexStream.Settings(1, Attempts.UNHURRIED),
                                attempts(),
                                producer,
                                perseverance,
                                counts)) {
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    stream.process(NOTHING);
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
        }
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

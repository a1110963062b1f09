package dev.torrentcrates.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a service at work, and what ends it. */
class EventLoopTest {
    @TempDir static Path folder;
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startKafka() throws IOException {
        kafka = EmbeddedKafka.start(folder, 0);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void aStepThatFailsIsMadeAgainUntilItGoesWell() {
        AtomicInteger calls = new AtomicInteger();
        AtomicBoolean storageIsAway = new AtomicBoolean(true);
        try (EventLoop loop =
                start(
                        () -> {
                            calls.incrementAndGet();
                            if (storageIsAway.get()) {
                                throw new IOException("storage is away");
                            }
                        })) {
            await().until(() -> calls.get() > 2);
            assertThat(loop.trouble()).contains("storage is away");

            storageIsAway.set(false);

            await().until(() -> loop.trouble().isEmpty());
            assertThat(loop.isAlive()).isTrue();
        }
    }

    @Test
    void aFencedProducerEndsTheLoop() {
        try (EventLoop loop =
                start(
                        () -> {
                            throw new FencedException("a second one", new KafkaException());
                        })) {
            await().until(() -> !loop.isAlive());

            assertThat(loop.trouble().orElseThrow()).startsWith("a second one");
        }
    }

    @Test
    void aDefectEndsTheLoopSinceItsStateIsNotToBeTrusted() {
        AtomicInteger calls = new AtomicInteger();
        try (EventLoop loop =
                start(
                        () -> {
                            calls.incrementAndGet();
                            throw new IllegalStateException("a defect");
                        })) {
            await().until(() -> !loop.isAlive());

            assertThat(calls).hasValue(1);
            assertThat(loop.trouble()).contains("a defect");
        }
    }

    @Test
    void closingInterruptsAStepAndWaitsForItsEnd() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean entered = new AtomicBoolean();
        EventLoop loop =
                start(
                        () -> {
                            entered.set(true);
                            never.await();
                        });
        await().untilTrue(entered);

        loop.close();

        assertThat(loop.isAlive()).isFalse();
    }

    private static EventLoop start(EventLoop.Step step) {
        return EventLoop.start("test-loop", kafka.bootstrapServers(), step);
    }
}

package dev.torrentcrates.torrentizer.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PerseveranceTest {
    private final Perseverance perseverance = new Perseverance();
    private final AtomicBoolean away = new AtomicBoolean(true);

    @Test
    void itTriesUntilItWorksAndTellsWhatIsInTheWayMeanwhile() throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread worker = Thread.ofVirtual().start(() -> work(result));

        await().untilAsserted(
                        () ->
                                assertThat(perseverance.trouble())
                                        .contains("storing: storage is away"));
        away.set(false);

        await().until(result::isDone);
        assertThat(result.get()).isEqualTo("stored");
        worker.join();
        assertThat(perseverance.trouble()).isEmpty();
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread worker = Thread.ofVirtual().start(() -> work(result));
        await().until(() -> perseverance.trouble().isPresent());

        worker.interrupt();

        await().until(result::isDone);
        assertThat(result.get()).isEqualTo("interrupted");
        worker.join();
        assertThat(perseverance.trouble()).isEmpty();
    }

    @Test
    void aDefectIsNotTriedAgain() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                perseverance.insistOn(
                                        Need.STORAGE,
                                        "storing",
                                        () -> {
                                            throw new IllegalStateException("a defect");
                                        }));
        assertThat(perseverance.trouble()).isEmpty();
    }

    @Test
    void eachOutageIsLoggedOnceThoughAnotherOneLasts() throws Exception {
        try (Warnings warnings = new Warnings()) {
            Thread stuck =
                    Thread.ofVirtual().start(() -> waitFor(Need.ROOM, new AtomicBoolean(true)));
            await().until(() -> warnings.count() == 1);

            List<Thread> outage = outage();
            await().until(() -> warnings.count() == 2);
            away.set(false);
            join(outage);
            away.set(true);
            List<Thread> nextOutage = outage();
            await().until(() -> warnings.count() >= 3);
            away.set(false);
            join(nextOutage);

            assertThat(warnings.count()).isEqualTo(3);
            stuck.interrupt();
            stuck.join();
        }
    }

    /** Three threads that wait for storage, and have failed at least once. */
    private List<Thread> outage() {
        AtomicInteger failures = new AtomicInteger();
        List<Thread> threads =
                Stream.generate(
                                () ->
                                        Thread.ofVirtual()
                                                .start(() -> waitFor(Need.STORAGE, away, failures)))
                        .limit(3)
                        .toList();
        await().until(() -> failures.get() > threads.size());
        return threads;
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void waitFor(Need need, AtomicBoolean missing) {
        waitFor(need, missing, new AtomicInteger());
    }

    private void waitFor(Need need, AtomicBoolean missing, AtomicInteger failures) {
        try {
            perseverance.insistOn(
                    need,
                    "waiting",
                    () -> {
                        if (missing.get()) {
                            failures.incrementAndGet();
                            throw new IOException("away");
                        }
                    });
        } catch (InterruptedException e) {
            // The test is over.
        }
    }

    /** Counts what is logged. */
    private static final class Warnings extends Handler implements AutoCloseable {
        private final Logger logger = Logger.getLogger(Perseverance.class.getName());
        private final AtomicInteger count = new AtomicInteger();

        Warnings() {
            logger.addHandler(this);
        }

        int count() {
            return count.get();
        }

        @Override
        public void publish(LogRecord record) {
            count.incrementAndGet();
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }

    private void work(CompletableFuture<String> result) {
        try {
            result.complete(
                    perseverance.insist(
                            Need.STORAGE,
                            "storing",
                            () -> {
                                if (away.get()) {
                                    throw new IOException("storage is away");
                                }
                                return "stored";
                            }));
        } catch (InterruptedException e) {
            result.complete("interrupted");
        }
    }
}

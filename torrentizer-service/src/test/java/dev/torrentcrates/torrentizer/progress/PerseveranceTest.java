package dev.torrentcrates.torrentizer.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

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

    private void work(CompletableFuture<String> result) {
        try {
            result.complete(
                    perseverance.insist(
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

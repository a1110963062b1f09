package dev.torrentcrates.cargotorrent.crates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.upstream.download.DownloadFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What those get who wait, whatever becomes of the download. */
class CrateDownloadsTest extends FetchFixture {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void aDownloadThatTakesTooLongGoesOnAndIsJoinedByTheNextRequest() throws Exception {
        upstream.faults().on("tidal", "1.0.0").next(1, DownloadFault.slow(Duration.ofSeconds(3)));
        CrateDownloads crates = crates(race(threads));

        FetchOutcome first = crates.fetch(WANTED, Duration.ofMillis(500));
        FetchOutcome second = crates.fetch(WANTED, LONG);

        assertThat(first)
                .isInstanceOfSatisfying(
                        FetchOutcome.Unavailable.class,
                        answer -> assertThat(answer.words()).contains("is still being fetched"));
        assertThat(second).isInstanceOf(FetchOutcome.Ready.class);
        assertThat(upstream.downloads().requests("tidal", "1.0.0")).isEqualTo(1);
    }

    @Test
    void anErrorReachesAllWhoWait() throws Exception {
        upstream.faults().on("tidal", "1.0.0").next(1, DownloadFault.slow(Duration.ofSeconds(1)));
        Executor broken =
                _ -> {
                    throw new AssertionError("an error that this test wants");
                };
        CrateDownloads crates = crates(race(broken));

        CompletableFuture<FetchOutcome> first = fetching(crates);
        CompletableFuture<FetchOutcome> joined = fetching(crates);

        assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(FetchOutcome.Failed.class);
        assertThat(joined.get(10, TimeUnit.SECONDS)).isInstanceOf(FetchOutcome.Failed.class);
        assertThat(crates.fetch(WANTED, LONG)).isInstanceOf(FetchOutcome.Ready.class);
    }

    @Test
    void aFaultOfThisSoftwareIsNotCalledTheDisks() throws Exception {
        Executor broken =
                _ -> {
                    throw new IllegalStateException("a fault");
                };
        upstream.faults().on("tidal", "1.0.0").next(1, DownloadFault.slow(Duration.ofSeconds(1)));
        CrateDownloads crates = crates(race(broken));

        CompletableFuture<FetchOutcome> first = fetching(crates);
        CompletableFuture<FetchOutcome> joined = fetching(crates);

        FetchOutcome expected =
                new FetchOutcome.Failed(
                        "the daemon failed: java.lang.IllegalStateException: a fault");
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(expected);
        assertThat(joined.get(10, TimeUnit.SECONDS)).isEqualTo(expected);
    }

    @Test
    void aStopIsSaidToBeOneToAllWhoWait() throws Exception {
        upstream.faults().on("tidal", "1.0.0").always(DownloadFault.slow(LONG));
        CrateDownloads crates = crates(race(threads));
        CompletableFuture<FetchOutcome> first = fetching(crates);
        CompletableFuture<FetchOutcome> joined = fetching(crates);
        await().until(() -> upstream.downloads().requests("tidal", "1.0.0") == 1);

        threads.shutdownNow();

        assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(FetchOutcome.Unavailable.class);
        assertThat(joined.get(10, TimeUnit.SECONDS)).isInstanceOf(FetchOutcome.Unavailable.class);
        assertThat(crates.fetch(WANTED, LONG))
                .isEqualTo(new FetchOutcome.Unavailable("the daemon stops"));
    }

    /** Waits on a thread of its own, as a request does. */
    private CompletableFuture<FetchOutcome> fetching(CrateDownloads crates) {
        var requests = Executors.newVirtualThreadPerTaskExecutor();
        opened.push(requests::shutdownNow);
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return crates.fetch(WANTED, LONG);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                requests);
    }
}

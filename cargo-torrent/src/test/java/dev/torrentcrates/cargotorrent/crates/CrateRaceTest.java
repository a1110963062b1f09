package dev.torrentcrates.cargotorrent.crates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.upstream.download.DownloadFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is first, and that nobody waits for who is not. */
class CrateRaceTest extends FetchFixture {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void aSwarmThatIsDoneIsTakenThoughUpstreamIsStillAsked() throws Exception {
        upstream.faults().on("tidal", "1.0.0").always(DownloadFault.slow(LONG));
        giveAfter(Duration.ofMillis(1500), CRATE.content());
        long start = System.nanoTime();

        FetchOutcome outcome = run(LONG);

        assertThat(outcome).isInstanceOf(FetchOutcome.Ready.class);
        assertThat(since(start)).isBetween(Duration.ofMillis(1400), Duration.ofSeconds(4));
        assertThat(upstream.downloads().requests("tidal", "1.0.0")).isEqualTo(1);
        assertThat(tally.crates().fromSwarm()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(incoming()).isEmpty());
    }

    @Test
    void aSwarmWithoutPeersIsLeftForAnUpstreamThatIsWell() throws Exception {
        long start = System.nanoTime();

        FetchOutcome outcome = run(LONG);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        FetchOutcome.Ready.class,
                        ready -> assertThat(ready.file()).hasBinaryContent(CRATE.content()));
        assertThat(since(start)).isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
        assertThat(swarm.done).isCancelled();
        assertThat(tally.crates().fromUpstream()).isEqualTo(1);
    }

    @Test
    void aSwarmThatGivesOtherBytesDoesNotWin() throws Exception {
        upstream.faults().on("tidal", "1.0.0").next(1, DownloadFault.slow(Duration.ofSeconds(2)));
        giveAfter(Duration.ofMillis(1500), new byte[] {1});

        assertThat(run(LONG))
                .isInstanceOfSatisfying(
                        FetchOutcome.Ready.class,
                        ready -> assertThat(ready.file()).hasBinaryContent(CRATE.content()));
        assertThat(tally.crates().fromUpstream()).isEqualTo(1);
    }

    @Test
    void theSwarmIsWaitedForNoLongerThanTheDeadlineWhereUpstreamFailed() throws Exception {
        upstream.faults().on("tidal", "1.0.0").always(DownloadFault.unavailable());
        long start = System.nanoTime();

        FetchOutcome outcome = run(Duration.ofSeconds(2));

        assertThat(outcome).isInstanceOf(FetchOutcome.Unavailable.class);
        assertThat(since(start)).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(5));
        assertThat(swarm.done).isCancelled();
    }

    @Test
    void whatTheSwarmStumblesOverIsSaidWithTheCrate() throws Exception {
        List<String> logged = List.of();
        ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
        Logger logger = Logger.getLogger(CrateRace.class.getName());
        Handler handler = collector(lines);
        logger.addHandler(handler);
        try {
            swarm.done.completeExceptionally(new IOException("the disk is full"));

            assertThat(run(LONG)).isInstanceOf(FetchOutcome.Ready.class);

            logged = List.copyOf(lines);
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(logged)
                .singleElement()
                .asString()
                .contains("tidal 1.0.0", "the swarm", "the disk is full");
    }

    private FetchOutcome run(Duration deadline) throws IOException {
        return race(threads).run(WANTED, Optional.of(TORRENT), Deadline.in(deadline));
    }

    private void giveAfter(Duration delay, byte[] content) {
        Path file = store.folder(WANTED).resolve(WANTED.fileName());
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> swarm.give(file, content));
    }

    private List<Path> incoming() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("home/incoming"))) {
            return files.toList();
        }
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    private static Handler collector(ConcurrentLinkedQueue<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                lines.add(new SimpleFormatter().formatMessage(entry));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}

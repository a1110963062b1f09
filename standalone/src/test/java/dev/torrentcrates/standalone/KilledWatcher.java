package dev.torrentcrates.standalone;

import static org.awaitility.Awaitility.await;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.EventTopics;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.standalone.process.Checkout;
import dev.torrentcrates.standalone.process.ChildProcess;
import dev.torrentcrates.standalone.process.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The watcher's service as a process of its own that is killed and started again, on a broker that
 * stays; it follows a folder.
 */
final class KilledWatcher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(10);

    private final Checkout checkout = Checkout.find();
    private final Web web = new Web();
    private final int port = FreePorts.find(1).getFirst();
    private final Path folder;
    private final Path clone;
    private final Path git;
    private final EmbeddedKafka kafka;
    private @Nullable ChildProcess process;

    /**
     * Starts the broker alone.
     *
     * @param git the repository that is followed
     */
    KilledWatcher(Path folder, Path git) throws IOException {
        this.folder = folder;
        this.clone = folder.resolve("watcher/index.git");
        this.git = git;
        this.kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        EventTopics.ensure(kafka.bootstrapServers());
    }

    /** How much of what it had begun a watcher had published when it was killed. */
    enum Kill {
        /** It had begun nothing, or all of it was published and its store knew. */
        BETWEEN,
        /** It had begun to publish, and the log does not hold all of it. */
        WITHIN,
        /** The log holds all of it, and its store does not know. */
        BEFORE_THE_REF
    }

    void start() throws IOException {
        List<String> settings =
                List.of(
                        "-Dquarkus.http.port=" + port,
                        "-Dkafka.bootstrap.servers=" + kafka.bootstrapServers(),
                        "-Dwatcher.index.url=" + git.toUri(),
                        "-Dwatcher.since=beginning",
                        "-Dwatcher.poll-interval=10ms",
                        // Whatever a made-up history deletes, nobody is there to let it pass.
                        "-Dwatcher.max-deletions=100000",
                        "-Dwatcher.data-folder=" + folder.resolve("watcher"));
        process =
                ChildProcess.start(
                        checkout.service("watcher-service", settings),
                        Map.of(),
                        folder,
                        folder.resolve("watcher.log"));
    }

    /** As {@code kill -9}. */
    Kill kill() throws IOException {
        running().kill();
        Optional<String> begun = publishing();
        if (begun.isEmpty()) {
            return Kill.BETWEEN;
        }
        return checkpoint()
                        .filter(last -> last.complete() && last.commit().id().equals(begun.get()))
                        .isPresent()
                ? Kill.BEFORE_THE_REF
                : Kill.WITHIN;
    }

    /** As a disk that is gone. */
    void loseClone() throws IOException {
        if (!Files.exists(clone)) {
            return;
        }
        try (Stream<Path> files = Files.walk(clone)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Waits until everything up to a commit is on the log. */
    void awaitPublished(String commit) {
        await("commit " + commit + " to be published")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(
                        () ->
                                web.get("http://127.0.0.1:" + port + "/api/v1/watcher")
                                        .text()
                                        .contains("\"commit\":\"" + commit + "\""));
    }

    /** Waits until the log has such a checkpoint. */
    void awaitCheckpoint(Predicate<WatcherCheckpoint> wanted) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (EventTail tail =
                EventTail.ofAll(
                        kafka.bootstrapServers(), "test", List.of(Topics.WATCHER_CHECKPOINT))) {
            while (tail.poll(POLL).records().stream()
                    .map(Recorded::event)
                    .noneMatch(event -> event instanceof WatcherCheckpoint c && wanted.test(c))) {
                if (System.nanoTime() > end) {
                    throw new IOException("no such checkpoint came; " + running().tail());
                }
            }
        }
    }

    /** Whether it has begun to publish something, and its store does not say that it is done. */
    boolean isPublishing() throws IOException {
        return publishing().isPresent();
    }

    /** What a subscriber reads who reads what is committed. */
    List<IndexEvent> events() throws IOException {
        return EventTail.readAll(kafka.bootstrapServers(), Topics.INDEX_EVENTS);
    }

    /** The log's last word. */
    Optional<WatcherCheckpoint> checkpoint() throws IOException {
        return EventTail.readAll(kafka.bootstrapServers(), Topics.WATCHER_CHECKPOINT).stream()
                .reduce((_, later) -> later);
    }

    private Optional<String> publishing() throws IOException {
        try {
            return Optional.of(Files.readString(clone.resolve("refs/watcher/publishing")).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException("the watcher was not started");
        }
        return process;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        web.close();
        kafka.close();
    }
}

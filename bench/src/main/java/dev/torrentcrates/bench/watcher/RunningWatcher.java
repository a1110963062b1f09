package dev.torrentcrates.bench.watcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.bench.process.MeasuredService;
import dev.torrentcrates.standalone.process.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The watcher as an operator runs it, known by what it says over HTTP. */
final class RunningWatcher implements AutoCloseable {
    /** Often enough that looking for a commit is no part of what is measured. */
    private static final String POLL_INTERVAL = "200ms";

    private final MeasuredService service;
    private final Path repository;
    private volatile long events;

    private RunningWatcher(MeasuredService service, Path repository) {
        this.service = service;
        this.repository = repository;
    }

    /**
     * Starts one that has seen nothing yet, and publishes everything.
     *
     * @param folder for its clone and its logs
     */
    static RunningWatcher start(
            Checkout checkout, Path folder, Path upstream, String bootstrapServers)
            throws IOException {
        Path data = folder.resolve("watcher");
        List<String> settings =
                List.of(
                        "-Dkafka.bootstrap.servers=" + bootstrapServers,
                        "-Dwatcher.index.url=file://" + upstream.toAbsolutePath(),
                        "-Dwatcher.since=beginning",
                        "-Dwatcher.poll-interval=" + POLL_INTERVAL,
                        "-Dwatcher.data-folder=" + data);
        return new RunningWatcher(
                MeasuredService.start(checkout, folder, "watcher", settings),
                data.resolve("index.git"));
    }

    /**
     * Waits until the watcher says something.
     *
     * @throws BenchFailedException where it ended, or did not say it in time
     */
    WatcherAnswer await(
            String what, Duration atMost, Duration pause, Predicate<WatcherAnswer> wanted)
            throws IOException, InterruptedException, BenchFailedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<WatcherAnswer> answer = ask();
            if (answer.filter(wanted).isPresent()) {
                return answer.get();
            }
            service.requireAlive();
            if (System.nanoTime() > end) {
                throw service.failure(
                        "did not come to "
                                + what
                                + " within "
                                + atMost.toSeconds()
                                + " s, it says "
                                + answer);
            }
            service.lookAtMemory();
            Thread.sleep(pause);
        }
    }

    /** How many events it had published when it was last asked. */
    long events() {
        return events;
    }

    /** The bare clone that it reads from. */
    Path repository() {
        return repository;
    }

    /** The most memory it was seen to hold, in bytes, of which the heap is a part. */
    long residentPeakBytes() {
        return service.residentPeakBytes();
    }

    /** The most heap that was in use, in bytes. To be asked after it was closed. */
    long heapPeakBytes() throws IOException {
        return service.heapPeakBytes();
    }

    @Override
    public void close() {
        service.close();
    }

    private Optional<WatcherAnswer> ask() throws IOException, InterruptedException {
        Optional<JsonNode> json = service.ask();
        if (json.isEmpty()) {
            return Optional.empty();
        }
        WatcherAnswer answer = RefTimes.complete(WatcherAnswer.of(json.get()), repository);
        events = answer.events();
        return Optional.of(answer);
    }
}

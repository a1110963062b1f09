package dev.torrentcrates.bench.watcher;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.standalone.process.Checkout;
import dev.torrentcrates.standalone.process.ChildProcess;
import dev.torrentcrates.standalone.process.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The watcher as an operator runs it, in a process of its own whose heap is bounded. It is known by
 * what it says over HTTP, and by its log of collections.
 */
final class RunningWatcher implements AutoCloseable {
    /** The bound of the heap, whatever the size of the index. */
    static final int HEAP_MEGABYTES = 512;

    /** Often enough that looking for a commit is no part of what is measured. */
    private static final String POLL_INTERVAL = "200ms";

    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ChildProcess process;
    private final Path folder;
    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(ANSWER_PATIENCE)
                    .build();
    private volatile long events;
    private long residentPeak;

    private RunningWatcher(ChildProcess process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.address = URI.create("http://127.0.0.1:" + port + "/api/v1/watcher");
    }

    /**
     * Starts one that has seen nothing yet, and publishes everything.
     *
     * @param folder for its clone and its logs
     */
    static RunningWatcher start(
            Checkout checkout, Path folder, Path upstream, String bootstrapServers)
            throws IOException {
        int port = FreePorts.find(1).getFirst();
        List<String> settings =
                List.of(
                        "-Dquarkus.http.port=" + port,
                        "-Dkafka.bootstrap.servers=" + bootstrapServers,
                        "-Dwatcher.index.url=file://" + upstream.toAbsolutePath(),
                        "-Dwatcher.since=beginning",
                        "-Dwatcher.poll-interval=" + POLL_INTERVAL,
                        "-Dwatcher.data-folder=" + folder.resolve("watcher"),
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xlog:gc,gc+exit:file=" + gcLog(folder) + "::filecount=0");
        List<String> command = new ArrayList<>(checkout.service("watcher-service", settings));
        command.replaceAll(
                argument -> argument.startsWith("-Xmx") ? "-Xmx" + HEAP_MEGABYTES + "m" : argument);
        ChildProcess process =
                ChildProcess.start(command, Map.of(), folder, folder.resolve("watcher.log"));
        return new RunningWatcher(process, folder, port);
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
            if (!process.isAlive()) {
                throw new BenchFailedException("the watcher ended:\n" + process.tail());
            }
            if (System.nanoTime() > end) {
                throw new BenchFailedException(
                        "the watcher did not come to "
                                + what
                                + " within "
                                + atMost.toSeconds()
                                + " s, it says "
                                + answer
                                + ":\n"
                                + process.tail());
            }
            residentPeak = Math.max(residentPeak, process.residentBytes());
            Thread.sleep(pause);
        }
    }

    /** How many events it had published when it was last asked. */
    long events() {
        return events;
    }

    /** The bare clone that it reads from. */
    Path repository() {
        return folder.resolve("watcher/index.git");
    }

    /** The most memory it was seen to hold, in bytes, of which the heap is a part. */
    long residentPeakBytes() {
        return residentPeak;
    }

    /** The most heap that was in use, in bytes. To be asked after it was closed. */
    long heapPeakBytes() throws IOException {
        return GcLog.peakBytes(gcLog(folder));
    }

    @Override
    public void close() {
        process.close();
        client.close();
    }

    private Optional<WatcherAnswer> ask() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER_PATIENCE).build();
        HttpResponse<byte[]> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            return Optional.empty(); // not up yet, or gone, which whoever waits finds out
        }
        if (response.statusCode() != 200) {
            return Optional.empty();
        }
        WatcherAnswer answer =
                RefTimes.complete(WatcherAnswer.of(MAPPER.readTree(response.body())), repository());
        events = answer.events();
        return Optional.of(answer);
    }

    private static Path gcLog(Path folder) {
        return folder.resolve("gc.log");
    }
}

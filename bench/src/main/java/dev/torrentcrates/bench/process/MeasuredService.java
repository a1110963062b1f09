package dev.torrentcrates.bench.process;

import com.fasterxml.jackson.databind.JsonNode;
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

/**
 * A service as an operator runs it, in a process of its own whose heap is bounded. It is known by
 * what it says over HTTP, and by its log of collections. For one thread at a time.
 */
public final class MeasuredService implements AutoCloseable {
    /** The bound of the heap, whatever the work. */
    public static final int HEAP_MEGABYTES = 512;

    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ChildProcess process;
    private final String name;
    private final Path gcLog;
    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(ANSWER_PATIENCE)
                    .build();
    private long residentPeak;

    private MeasuredService(ChildProcess process, String name, Path gcLog, int port) {
        this.process = process;
        this.name = name;
        this.gcLog = gcLog;
        this.address = URI.create("http://127.0.0.1:" + port + "/api/v1/" + name);
    }

    /**
     * Starts one.
     *
     * @param folder for its logs
     * @param name of the service, such as {@code watcher}
     * @param settings as {@code -Dkey=value}
     */
    public static MeasuredService start(
            Checkout checkout, Path folder, String name, List<String> settings) throws IOException {
        int port = FreePorts.find(1).getFirst();
        Path gcLog = folder.resolve("gc.log");
        List<String> options = new ArrayList<>(settings);
        options.add("-Dquarkus.http.port=" + port);
        options.add("-XX:+ExitOnOutOfMemoryError");
        options.add("-Xlog:gc,gc+exit:file=" + gcLog + "::filecount=0");
        List<String> command = new ArrayList<>(checkout.service(name + "-service", options));
        command.replaceAll(
                argument -> argument.startsWith("-Xmx") ? "-Xmx" + HEAP_MEGABYTES + "m" : argument);
        ChildProcess process =
                ChildProcess.start(command, Map.of(), folder, folder.resolve(name + ".log"));
        return new MeasuredService(process, name, gcLog, port);
    }

    /** What it says of itself; empty where it is not up yet, or gone. */
    public Optional<JsonNode> ask() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER_PATIENCE).build();
        HttpResponse<byte[]> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            return Optional.empty(); // not up yet, or gone, which whoever waits finds out
        }
        return response.statusCode() == 200
                ? Optional.of(MAPPER.readTree(response.body()))
                : Optional.empty();
    }

    /**
     * Returns where it still runs.
     *
     * @throws BenchFailedException with the end of its output where it does not
     */
    public void requireAlive() throws IOException, BenchFailedException {
        if (!process.isAlive()) {
            throw failure("ended");
        }
    }

    /** The error for something that the service did or did not do, with the end of its output. */
    public BenchFailedException failure(String what) throws IOException {
        return new BenchFailedException("the " + name + " " + what + ":\n" + process.tail());
    }

    /** To be called now and then, for the most memory that it holds. */
    public void lookAtMemory() throws IOException {
        residentPeak = Math.max(residentPeak, process.residentBytes());
    }

    /** The most memory it was seen to hold, in bytes, of which the heap is a part. */
    public long residentPeakBytes() {
        return residentPeak;
    }

    /** The most heap that was in use, in bytes. To be asked after it was closed. */
    public long heapPeakBytes() throws IOException {
        return GcLog.peakBytes(gcLog);
    }

    /** The time that processors have spent on it so far. */
    public Duration cpuTime() {
        return process.cpuTime();
    }

    @Override
    public void close() {
        process.close();
        client.close();
    }
}

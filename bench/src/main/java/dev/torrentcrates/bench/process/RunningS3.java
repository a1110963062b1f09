package dev.torrentcrates.bench.process;

import dev.torrentcrates.standalone.process.Checkout;
import dev.torrentcrates.standalone.process.ChildProcess;
import dev.torrentcrates.standalone.process.FreePorts;
import dev.torrentcrates.storage.s3.S3BlobStore;
import dev.torrentcrates.storage.s3.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The project's S3 server in a process of its own. */
public final class RunningS3 implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** As {@code S3Config} has them by default. */
    private static final String REGION = "us-east-1";

    private static final String KEY = "torrent-crates";

    private final ChildProcess process;
    private final URI endpoint;

    private RunningS3(ChildProcess process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /**
     * Starts one, and returns when it answers.
     *
     * @param folder for its data and its log
     */
    public static RunningS3 start(Checkout checkout, Path folder)
            throws IOException, InterruptedException {
        int port = FreePorts.find(1).getFirst();
        ChildProcess process =
                ChildProcess.start(
                        checkout.standalone(
                                List.of(),
                                "infrastructure",
                                "s3",
                                "--data=" + folder.resolve("storage"),
                                "--s3-port=" + port),
                        Map.of(),
                        folder,
                        folder.resolve("s3.log"));
        RunningS3 s3 = new RunningS3(process, URI.create("http://127.0.0.1:" + port));
        try {
            s3.awaitAnswer();
            return s3;
        } catch (IOException | InterruptedException e) {
            s3.close();
            throw e;
        }
    }

    /** Where clients connect. */
    public URI endpoint() {
        return endpoint;
    }

    /** A client of a bucket of it, with the settings that the services have. */
    public S3BlobStore bucket(String name) {
        return new S3BlobStore(new S3Settings(endpoint, REGION, KEY, KEY, name));
    }

    /** The time that processors have spent on it so far. */
    public Duration cpuTime() {
        return process.cpuTime();
    }

    @Override
    public void close() {
        process.close();
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (S3BlobStore store = bucket("first-bucket")) {
            while (true) {
                try {
                    store.ensureBucket();
                    return;
                } catch (IOException e) {
                    if (!process.isAlive() || System.nanoTime() > end) {
                        throw new IOException("the S3 server did not start:\n" + process.tail(), e);
                    }
                    Thread.sleep(PAUSE);
                }
            }
        }
    }
}

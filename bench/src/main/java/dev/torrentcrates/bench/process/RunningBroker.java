package dev.torrentcrates.bench.process;

import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.EventTopics;
import dev.torrentcrates.standalone.process.Checkout;
import dev.torrentcrates.standalone.process.ChildProcess;
import dev.torrentcrates.standalone.process.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Kafka broker in a process of its own, with every topic there. */
public final class RunningBroker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final String bootstrapServers;

    private RunningBroker(ChildProcess process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts one, and returns when it has the topics.
     *
     * @param folder for its data and its log
     */
    public static RunningBroker start(Checkout checkout, Path folder) throws IOException {
        int port = FreePorts.find(1).getFirst();
        ChildProcess process =
                ChildProcess.start(
                        checkout.standalone(
                                List.of(),
                                "infrastructure",
                                "kafka",
                                "--data=" + folder.resolve("broker"),
                                "--kafka-port=" + port),
                        Map.of(),
                        folder,
                        folder.resolve("broker.log"));
        RunningBroker broker = new RunningBroker(process, "127.0.0.1:" + port);
        try {
            broker.awaitTopics();
            return broker;
        } catch (IOException e) {
            broker.close();
            throw e;
        }
    }

    /** The time that processors have spent on it so far. */
    public Duration cpuTime() {
        return process.cpuTime();
    }

    /** As {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        process.close();
    }

    private void awaitTopics() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                EventTopics.ensure(bootstrapServers);
                return;
            } catch (EventLogException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IOException("the broker did not start:\n" + process.tail(), e);
                }
            }
        }
    }
}

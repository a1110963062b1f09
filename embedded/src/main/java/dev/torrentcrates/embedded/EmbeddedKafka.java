package dev.torrentcrates.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker in this JVM: a single KRaft node, broker and controller at once, on 127.0.0.1.
 *
 * <p>All its data lies in one folder and outlives it, whether it is closed or killed. Ports are not
 * part of the data: the same folder may be started again on another port.
 *
 * <p>Kafka treats faults that it cannot get over, such as its folder vanishing, by ending the
 * process. So close it before its folder is deleted.
 *
 * <p>Thread-safe.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker and returns when it answers: about 3 s, and about 6 s after an unclean stop.
     *
     * @param dataFolder created and formatted where it is missing; one broker at a time uses it
     * @param port where clients connect, or 0 for any free one
     * @throws IOException if the port is taken, the folder is in use or not writable, or the broker
     *     does not answer within 30 s of its start
     */
    public static EmbeddedKafka start(Path dataFolder, int port) throws IOException {
        return start(dataFolder, port, 0);
    }

    /**
     * Starts a broker behind something that passes connections on, and may cut them.
     *
     * @param advertisedPort of 127.0.0.1, where clients are told to connect, however they found it,
     *     and where the broker itself looks for its log; 0 for its own
     * @throws IOException as above
     */
    public static EmbeddedKafka start(Path dataFolder, int port, int advertisedPort)
            throws IOException {
        Path folder = dataFolder.toAbsolutePath();
        Files.createDirectories(folder);
        requireUnused(folder);
        format(folder);
        LoopbackPorts ports = LoopbackPorts.find(port);
        KafkaConfig configuration =
                new KafkaConfig(BrokerConfiguration.of(folder, ports, advertisedPort), false);
        EmbeddedKafka kafka =
                new EmbeddedKafka(
                        new KafkaRaftServer(configuration, Time.SYSTEM),
                        BrokerConfiguration.HOST + ":" + ports.broker());
        try {
            kafka.server.startup();
            kafka.awaitAnswer();
            return kafka;
        } catch (IOException | RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    /** The address for clients, as {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops the broker and waits until its data is on disk. Does nothing the second time. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    private void awaitAnswer() throws IOException {
        Map<String, Object> client =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(client)) {
            admin.describeCluster().nodes().get(ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(
                    "the embedded Kafka broker at " + bootstrapServers + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the embedded Kafka broker started", e);
        }
    }

    /** Kafka holds this lock while it runs, and ends the whole JVM when it cannot get it. */
    private static void requireUnused(Path folder) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        folder.resolve(".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                throw inUse(folder, null);
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(folder, e);
        }
    }

    private static IOException inUse(Path folder, @Nullable Throwable cause) {
        return new IOException(
                "another Kafka broker runs on " + folder + ": stop it, or use another folder",
                cause);
    }

    private static void format(Path folder) throws IOException {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                    .setNodeId(BrokerConfiguration.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName(BrokerConfiguration.CONTROLLER_LISTENER)
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .run();
        } catch (Exception e) {
            throw new IOException(
                    "cannot format "
                            + folder
                            + " for Kafka: "
                            + said.toString(StandardCharsets.UTF_8),
                    e);
        }
    }
}

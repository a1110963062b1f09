package dev.torrentcrates.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.embedded.EmbeddedS3;
import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Topic;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.EventTopics;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.standalone.process.Checkout;
import dev.torrentcrates.standalone.process.ChildProcess;
import dev.torrentcrates.standalone.process.FreePorts;
import dev.torrentcrates.standalone.relay.Hold;
import dev.torrentcrates.standalone.relay.Hold.Moment;
import dev.torrentcrates.standalone.relay.Relay;
import dev.torrentcrates.standalone.relay.Wire;
import dev.torrentcrates.upstream.UpstreamSim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The torrentizer's service as a process of its own that is killed and started again. Brokers,
 * storage and upstream stay; a relay stands before the first two, and stops it in a request.
 */
final class KilledTorrentizer implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(20);
    private static final String KEY = "test-key";
    private static final String INSTANCE = "killed";

    /** Numbers of Kafka's calls. */
    private static final int PRODUCE = 0;

    private static final int OFFSET_COMMIT = 8;

    /** Long enough for a kill in the middle, and the end of patience with a wrong file as well. */
    private static final String RETRY = "300ms";

    private final Checkout checkout = Checkout.find();
    private final int port = FreePorts.find(1).getFirst();
    private final Path folder;
    private final Relay kafkaRelay;
    private final EmbeddedKafka kafka;
    private final EmbeddedS3 s3;
    private final Relay s3Relay;
    private final EventProducer producer;
    private final TorrentizerProgress progress;
    private @Nullable ChildProcess process;

    /** A registry that a test holds in its hands. */
    final UpstreamSim upstream;

    /** Starts all but the torrentizer. */
    KilledTorrentizer(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        int brokerPort = FreePorts.find(1).getFirst();
        this.kafkaRelay = Relay.start(Wire.KAFKA, brokerPort);
        this.kafka = EmbeddedKafka.start(folder.resolve("kafka"), brokerPort, kafkaRelay.port());
        EventTopics.ensure(brokers());
        this.s3 = EmbeddedS3.start(s3Folder(), 0, KEY, KEY);
        this.s3Relay = Relay.start(Wire.HTTP, s3.endpoint().getPort());
        this.upstream = UpstreamSim.start(folder.resolve("upstream"));
        this.producer = EventProducer.start(brokers(), "test");
        this.progress = new TorrentizerProgress(brokers());
    }

    void start() throws IOException {
        List<String> settings =
                List.of(
                        // It lives for seconds: what is compiled best is compiled in vain.
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.port=" + port,
                        "-Dkafka.bootstrap.servers=" + brokers(),
                        "-Dtorrentizer.instance=" + INSTANCE,
                        "-Dtorrentizer.upstream.index=" + upstream.indexUrl() + "/",
                        "-Dtorrentizer.data-folder=" + dataFolder(),
                        "-Dtorrentizer.retry.first-delay=" + RETRY,
                        "-Dtorrentizer.retry.mismatch-give-up-after=" + RETRY,
                        "-Dtorrentizer.storage.endpoint=http://127.0.0.1:" + s3Relay.port(),
                        "-Dtorrentizer.storage.access-key=" + KEY,
                        "-Dtorrentizer.storage.secret-key=" + KEY);
        process =
                ChildProcess.start(
                        checkout.service("torrentizer-service", settings),
                        Map.of(),
                        folder,
                        folder.resolve("torrentizer.log"));
    }

    /** As {@code kill -9}. */
    void kill() {
        if (process == null) {
            throw new IllegalStateException("the torrentizer was not started");
        }
        process.kill();
    }

    /** Publishes events as the watcher does. */
    void happens(List<IndexEvent> events) throws IOException {
        producer.send(Topics.INDEX_EVENTS, events);
    }

    /** Its next request to storage of this kind stops. */
    Hold holdStorage(Moment moment, String method, String path) {
        return s3Relay.holdHttp(moment, method, path);
    }

    /** What it sends to a topic stops, the nth time from now on. */
    Hold holdSending(Moment moment, Topic<?> topic, int nth) throws IOException {
        byte[] id = progress.idOf(topic);
        return kafkaRelay.holdKafka(moment, PRODUCE, "torrentizer-" + INSTANCE, id, nth);
    }

    /** Its next commit of offsets of {@code index-events} stops. */
    Hold holdCommit(Moment moment) {
        return kafkaRelay.holdKafka(moment, OFFSET_COMMIT, "", "torrentizer".getBytes(UTF_8), 1);
    }

    /** Waits until the offsets of all that happened are committed. */
    void awaitCommitted() throws IOException {
        await("the offsets of all events to be committed")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(progress::isAllCommitted);
    }

    /** Waits until nothing is left to do, now or later. */
    void awaitDone() throws IOException {
        awaitCommitted();
        await("nothing to be tried again")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(
                        () ->
                                TorrentizerEnd.lastOfEach(records(Topics.PARKED)).values().stream()
                                        .noneMatch(VersionParked.class::isInstance));
    }

    /** Waits until something stands on a topic under a key. */
    void awaitRecord(Topic<?> topic, String key) {
        await("a record of " + key)
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> records(topic).stream().anyMatch(it -> it.key().equals(key)));
    }

    /** All that stands on a topic, tombstones too. */
    List<Recorded> records(Topic<? extends Event> topic) throws IOException {
        List<Recorded> records = new ArrayList<>();
        try (EventTail tail = EventTail.ofAll(brokers(), "test", List.of(topic))) {
            tail.readToEnd(records::add);
        }
        return records;
    }

    /** What lies in its data folder. */
    List<Path> files() throws IOException {
        return files(dataFolder());
    }

    /** What it leaves behind. */
    TorrentizerEnd end() throws IOException {
        return TorrentizerEnd.of(this, s3Folder());
    }

    static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private String brokers() {
        return "127.0.0.1:" + kafkaRelay.port();
    }

    private Path s3Folder() {
        return folder.resolve("s3");
    }

    private Path dataFolder() {
        return folder.resolve("data");
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.close();
        }
        progress.close();
        producer.close();
        upstream.close();
        s3Relay.close();
        s3.close();
        kafka.close();
        kafkaRelay.close();
    }
}

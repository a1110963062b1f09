package dev.torrentcrates.torrentizer;

import static dev.torrentcrates.event.Registry.CRATES_IO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.embedded.EmbeddedS3;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.Topic;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.BlobStore;
import dev.torrentcrates.storage.s3.S3BlobStore;
import dev.torrentcrates.storage.s3.S3Settings;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a torrentizer needs, and what a test may do to it. */
public final class Surroundings implements AutoCloseable {
    /** How long a test waits for what is sure to come. */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final String KEY = "test-key";

    /** A registry that a test holds in its hands. */
    public final UpstreamSim upstream;

    private final Path folder;
    private final int kafkaPort;
    private final URI s3Endpoint;
    private final S3BlobStore store;
    private final EventProducer producer;
    private EmbeddedKafka kafka;
    private EmbeddedS3 s3;

    Surroundings() throws IOException {
        folder = Files.createTempDirectory("torrentizer-test");
        upstream = UpstreamSim.start(folder.resolve("upstream"));
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        String servers = kafka.bootstrapServers();
        kafkaPort = Integer.parseInt(servers.substring(servers.indexOf(':') + 1));
        s3 = EmbeddedS3.start(folder.resolve("s3"), 0, KEY, KEY);
        s3Endpoint = s3.endpoint();
        store = new S3BlobStore(new S3Settings(s3Endpoint, "us-east-1", KEY, KEY, "test-bucket"));
        producer = EventProducer.start(bootstrapServers(), "torrentizer-test");
    }

    String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    URI s3Endpoint() {
        return s3Endpoint;
    }

    String key() {
        return KEY;
    }

    Path folder() {
        return folder;
    }

    BlobStore store() {
        return store;
    }

    void stopStorage() throws IOException {
        s3.close();
    }

    void startStorage() throws IOException {
        s3 = EmbeddedS3.start(folder.resolve("s3"), s3Endpoint.getPort(), KEY, KEY);
    }

    void stopBroker() {
        kafka.close();
    }

    void startBroker() throws IOException {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), kafkaPort);
    }

    /** Publishes events as the watcher does. */
    void happens(IndexEvent... events) {
        try {
            producer.send(Topics.INDEX_EVENTS, List.of(events));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Parks a version as an earlier torrentizer would have. */
    void isParked(VersionParked version) {
        try {
            producer.send(Topics.PARKED, List.of(version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that stands on a topic now. */
    List<Recorded> records(Topic<?> topic) {
        List<Recorded> records = new ArrayList<>();
        try (EventTail tail =
                EventTail.ofAll(bootstrapServers(), "torrentizer-test", List.of(topic))) {
            while (!tail.caughtUp()) {
                records.addAll(tail.poll(Duration.ofMillis(50)).records());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    /** Upstream has a crate, and the watcher says so. */
    IndexLine publish(SampleCrate crate) {
        upstream.publish(crate);
        VersionPublished published = Fixture.published(crate);
        happens(published);
        return published.line();
    }

    /** Waits until there are so many torrent events of a crate; more would be wrong. */
    List<TorrentEvent> awaitEvents(String crate, int count) {
        await(count + " torrent events of " + crate)
                .atMost(PATIENCE)
                .until(() -> events(crate).size() >= count);
        List<TorrentEvent> events = events(crate);
        assertThat(events).hasSize(count);
        return events;
    }

    /** The torrent events of a crate. */
    List<TorrentEvent> events(String crate) {
        return of(crate, records(Topics.TORRENT_EVENTS))
                .map(one -> (TorrentEvent) one.event())
                .toList();
    }

    /** The offsets of a crate's index events. */
    List<Long> offsets(String crate) {
        return of(crate, records(Topics.INDEX_EVENTS)).map(Recorded::offset).toList();
    }

    /** The newest index event of a crate. */
    Recorded lastIndexEvent(String crate) {
        return of(crate, records(Topics.INDEX_EVENTS)).toList().getLast();
    }

    /** The records on the topic of parked versions that are about a crate. */
    List<Recorded> parked(String crate) {
        return of(crate, records(Topics.PARKED)).toList();
    }

    private static Stream<Recorded> of(String crate, List<Recorded> records) {
        String key = CRATES_IO.key(CrateName.of(crate));
        return records.stream()
                .filter(one -> one.key().equals(key) || one.key().startsWith(key + "/"));
    }

    byte[] stored(BlobKey key) throws IOException {
        return store.get(key, 10_000_000);
    }

    @Override
    public void close() throws IOException {
        producer.close();
        store.close();
        upstream.close();
        s3.close();
        kafka.close();
        deleteFolder();
    }

    /** Deepest first. */
    private void deleteFolder() throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}

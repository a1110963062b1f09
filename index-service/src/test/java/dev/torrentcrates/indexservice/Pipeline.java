package dev.torrentcrates.indexservice;

import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.SeederAlive;
import dev.torrentcrates.event.Topic;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.EventTopics;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.s3.S3BlobStore;
import dev.torrentcrates.storage.s3.S3Settings;
import dev.torrentcrates.upstream.sample.SampleCrate;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/** The services before this one, as far as it can tell: what they store and what they say. */
public final class Pipeline implements AutoCloseable {
    /** Where the one seeder says that it is. */
    static final String SEEDER_HOST = "127.0.0.9";

    static final int SEEDER_PORT = 6_881;
    static final String SEEDER = "seeder-0";

    private final String brokers;
    private final EventProducer producer;
    private final S3BlobStore storage;

    private Pipeline(String brokers, URI s3Endpoint, String key) throws IOException {
        this.brokers = brokers;
        EventTopics.ensure(brokers);
        this.producer = EventProducer.start(brokers, "test");
        this.storage =
                new S3BlobStore(
                        new S3Settings(s3Endpoint, "us-east-1", key, key, "torrent-crates"));
    }

    static Pipeline start(String brokers, URI s3Endpoint, String key) throws IOException {
        Pipeline pipeline = new Pipeline(brokers, s3Endpoint, key);
        pipeline.storage.ensureBucket();
        return pipeline;
    }

    /** For those who store nothing. */
    static Pipeline withoutStorage(String brokers) throws IOException {
        return new Pipeline(brokers, URI.create("http://127.0.0.1:1"), "none");
    }

    /** Puts the content, and then the torrent, into storage. */
    void store(SampleCrate crate) throws IOException {
        storage.putIfAbsent(BlobKey.crate(crate.cksum()), crate.content());
        storage.putIfAbsent(
                BlobKey.torrent(crate.cksum(), crate.name(), crate.version()),
                Crates.torrent(crate).torrentFile());
    }

    /** All the way to a seeder. */
    void publish(SampleCrate crate, long offset) throws IOException {
        store(crate);
        announce(crate, offset);
    }

    /** The same without the content. */
    void announce(SampleCrate crate, long offset) throws IOException {
        say(Topics.TORRENT_EVENTS, Crates.built(crate, offset));
        say(Topics.SEED_EVENTS, Crates.started(crate, SEEDER));
    }

    void say(Topic<?> topic, Event event) throws IOException {
        producer.send(topic, List.of(event));
    }

    /** What was last said under the key of this event is no more. */
    void takeBack(Topic<?> topic, Event event) throws IOException {
        producer.tombstone(topic, event.partitionKey(), event.recordKey());
    }

    /** The seeder's heart beats once. */
    void beat() throws IOException {
        say(
                Topics.SEEDERS,
                new SeederAlive(
                        SEEDER,
                        Crates.SEED_SET,
                        SEEDER_HOST,
                        SEEDER_PORT,
                        List.of(),
                        Clock.systemUTC().instant()));
    }

    <E extends Event> List<E> all(Topic<E> topic) throws IOException {
        return EventTail.readAll(brokers, topic);
    }

    @Override
    public void close() {
        producer.close();
        storage.close();
    }
}

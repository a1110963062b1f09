package dev.torrentcrates.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.DeadLetter;
import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.SeedEvent;
import dev.torrentcrates.event.Topic;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.index.IndexLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises of this package, against a real broker. */
class EventLogTest {
    private static final Commit COMMIT = new Commit("a".repeat(40), Instant.EPOCH);
    private static final Duration POLL = Duration.ofMillis(100);

    @TempDir Path folder;
    private EmbeddedKafka kafka;

    @BeforeEach
    void startKafka() throws IOException {
        kafka = EmbeddedKafka.start(folder, 0);
    }

    @AfterEach
    void stopKafka() {
        kafka.close();
    }

    @Test
    void theTopicsAreCreatedOnceAndEventsComeBackInTheOrderOfTheirCrate() throws IOException {
        EventTopics.ensure(kafka.bootstrapServers());
        EventTopics.ensure(kafka.bootstrapServers());
        List<IndexEvent> sent =
                IntStream.range(0, 50)
                        .mapToObj(i -> (IndexEvent) published("crate-" + i % 5, "1.0." + i))
                        .toList();
        try (EventProducer producer = EventProducer.start(kafka.bootstrapServers(), "test");
                EventTail tail = tail(Topics.INDEX_EVENTS)) {
            producer.send(Topics.INDEX_EVENTS, sent);

            List<Recorded> read = readAll(tail, 50);

            for (int crate = 0; crate < 5; crate++) {
                String key = "crates.io/crate-" + crate;
                assertThat(read.stream().filter(one -> one.key().equals(key)).map(Recorded::event))
                        .containsExactlyElementsOf(
                                sent.stream().filter(e -> e.partitionKey().equals(key)).toList());
            }
        }
    }

    @Test
    void aTopicOfAnotherShapeIsRefusedWithWordsThatNameIt() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("index-events", 3, (short) 1))).all().get();
        }

        assertThatThrownBy(() -> EventTopics.ensure(kafka.bootstrapServers()))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining("index-events")
                .hasMessageContaining("partitions = 3 where 32");
    }

    @Test
    void whatConcernsACrateMeetsInOnePartitionOnEveryTopic() throws IOException {
        EventTopics.ensure(kafka.bootstrapServers());
        IndexEvent.VersionPublished published = published("serde", "1.0.0");
        SeedEvent seeding =
                new SeedEvent.SeedingStarted(
                        published.identity(), "set-0", "seeder-0", Instant.EPOCH);
        try (EventProducer producer = EventProducer.start(kafka.bootstrapServers(), "test");
                EventTail tail = tail(Topics.INDEX_EVENTS, Topics.SEED_EVENTS)) {
            producer.send(Topics.INDEX_EVENTS, List.of(published));
            producer.send(Topics.SEED_EVENTS, List.of(seeding));
            producer.tombstone(Topics.SEED_EVENTS, seeding.partitionKey(), seeding.recordKey());
            producer.tombstone(Topics.SEED_EVENTS, seeding.partitionKey(), seeding.recordKey(), 7);

            List<Recorded> read = readAll(tail, 4);

            assertThat(read).extracting(Recorded::partition).containsOnly(read.get(0).partition());
            assertThat(read)
                    .filteredOn(one -> one.topic().equals(Topics.SEED_EVENTS))
                    .extracting(Recorded::key, Recorded::event, Recorded::upTo)
                    .containsExactly(
                            tuple(seeding.recordKey(), seeding, Recorded.EVERYTHING),
                            tuple(seeding.recordKey(), null, Recorded.EVERYTHING),
                            tuple(seeding.recordKey(), null, 7L));
        }
    }

    @Test
    void aRecordThatIsNoEventIsReportedAndTheOthersGoOn() throws Exception {
        EventTopics.ensure(kafka.bootstrapServers());
        try (KafkaProducer<String, byte[]> stranger =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            stranger.send(new ProducerRecord<>("index-events", 7, "key", new byte[] {1, 2})).get();
        }
        try (EventProducer producer = EventProducer.start(kafka.bootstrapServers(), "test");
                EventTail tail = tail(Topics.INDEX_EVENTS)) {
            producer.send(Topics.INDEX_EVENTS, List.of(published("serde", "1.0.0")));
            List<DeadLetter.UnreadableRecord> unreadable = new ArrayList<>();
            List<Recorded> read = new ArrayList<>();

            await().until(
                            () -> {
                                EventBatch batch = tail.poll(POLL);
                                read.addAll(batch.records());
                                unreadable.addAll(batch.unreadable());
                                return read.size() + unreadable.size() == 2;
                            });

            assertThat(unreadable)
                    .singleElement()
                    .satisfies(
                            one -> {
                                assertThat(one.topic()).isEqualTo("index-events");
                                assertThat(one.partition()).isEqualTo(7);
                                assertThat(one.reason()).contains("ce_type");
                            });
        }
    }

    @Test
    void aTailIsCaughtUpWhenAllThatStoodThereWasRead() throws IOException {
        EventTopics.ensure(kafka.bootstrapServers());
        List<Event> sent =
                IntStream.range(0, 3000)
                        .mapToObj(i -> (Event) published("crate-" + i, "1.0.0"))
                        .toList();
        try (EventProducer producer = EventProducer.start(kafka.bootstrapServers(), "test");
                EventTail tail = tail(Topics.INDEX_EVENTS)) {
            producer.send(Topics.INDEX_EVENTS, sent);
            int read = 0;
            assertThat(tail.caughtUp()).isFalse();
            while (!tail.caughtUp()) {
                read += tail.poll(POLL).records().size();
            }

            assertThat(read).isEqualTo(3000);
        }
    }

    @Test
    void aGroupMemberLearnsWhatItOwnsAndReadsItFromTheBeginning() throws IOException {
        EventTopics.ensure(kafka.bootstrapServers());
        Set<Integer> owned = new TreeSet<>();
        EventTail.Ownership ownership =
                new EventTail.Ownership() {
                    @Override
                    public void gained(Set<Integer> partitions) {
                        owned.addAll(partitions);
                    }

                    @Override
                    public void lost(Set<Integer> partitions) {
                        owned.removeAll(partitions);
                    }
                };
        for (int life = 0; life < 2; life++) {
            try (EventProducer producer = EventProducer.start(kafka.bootstrapServers(), "test");
                    EventTail tail =
                            EventTail.inGroup(
                                    kafka.bootstrapServers(),
                                    "group",
                                    "member-0",
                                    Topics.INDEX_EVENTS,
                                    ownership)) {
                producer.send(Topics.INDEX_EVENTS, List.of(published("serde", "1.0." + life)));
                assertThat(readAll(tail, life + 1)).hasSize(life + 1);
                assertThat(owned).hasSize(Topics.PARTITIONS);
            }
        }
    }

    @Test
    void aTransactionIsReadWholeAndASecondProducerOfTheIdFencesTheFirst() throws IOException {
        EventTopics.ensure(kafka.bootstrapServers());
        List<Outgoing> outgoing =
                List.of(
                        new Outgoing(Topics.INDEX_EVENTS, published("serde", "1.0.0")),
                        new Outgoing(
                                Topics.WATCHER_CHECKPOINT,
                                new WatcherCheckpoint(
                                        Registry.CRATES_IO,
                                        COMMIT,
                                        "b".repeat(40),
                                        true,
                                        "everything",
                                        "0f1e2d3c")));
        try (TransactionalProducer first =
                        TransactionalProducer.start(kafka.bootstrapServers(), "watcher");
                TransactionalProducer second =
                        TransactionalProducer.start(kafka.bootstrapServers(), "watcher");
                EventTail tail = tail(Topics.INDEX_EVENTS, Topics.WATCHER_CHECKPOINT)) {
            first.takeOver();
            first.publish(outgoing);
            second.takeOver();
            second.publish(outgoing);

            assertThatThrownBy(() -> first.publish(outgoing)).isInstanceOf(FencedException.class);
            assertThatThrownBy(() -> first.publish(outgoing)).isInstanceOf(FencedException.class);
            second.publish(outgoing);

            assertThat(readAll(tail, 6)).hasSize(6);
        }
    }

    @Test
    void aTailAndAProducerGoOnWhenTheBrokerComesBack() throws IOException {
        EventTopics.ensure(kafka.bootstrapServers());
        String address = kafka.bootstrapServers();
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        try (EventProducer producer = EventProducer.start(address, "test");
                TransactionalProducer transactional = TransactionalProducer.start(address, "t");
                EventTail tail = tail(Topics.INDEX_EVENTS)) {
            producer.send(Topics.INDEX_EVENTS, List.of(published("serde", "1.0.0")));
            transactional.takeOver();
            transactional.publish(
                    List.of(new Outgoing(Topics.INDEX_EVENTS, published("serde", "1.0.1"))));
            assertThat(readAll(tail, 2)).hasSize(2);

            kafka.close();
            assertThat(tail.poll(POLL).records()).isEmpty();
            kafka = EmbeddedKafka.start(folder, port);

            producer.send(Topics.INDEX_EVENTS, List.of(published("serde", "1.0.2")));
            transactional.publish(
                    List.of(new Outgoing(Topics.INDEX_EVENTS, published("serde", "1.0.3"))));
            assertThat(readAll(tail, 2)).hasSize(2);
        }
    }

    private EventTail tail(Topic<?>... topics) {
        return EventTail.ofAll(kafka.bootstrapServers(), "test", List.of(topics));
    }

    private static List<Recorded> readAll(EventTail tail, int count) {
        List<Recorded> read = new ArrayList<>();
        await().until(
                        () -> {
                            read.addAll(tail.poll(POLL).records());
                            return read.size() >= count;
                        });
        return read;
    }

    private static IndexEvent.VersionPublished published(String crate, String version) {
        String cksum = Sha256.ofContent((crate + version).getBytes(UTF_8)).hex();
        IndexLine line =
                IndexLine.parse(
                        "{\"name\":\"%s\",\"vers\":\"%s\",\"cksum\":\"%s\",\"yanked\":false}"
                                .formatted(crate, version, cksum));
        return new IndexEvent.VersionPublished(Registry.CRATES_IO, COMMIT, line);
    }
}

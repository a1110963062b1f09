package dev.torrentcrates.torrentizer.audit;

import static dev.torrentcrates.torrentizer.Fixture.NOON;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.PartitionAudited;
import dev.torrentcrates.event.PartitionAudited.Finding;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.eventlog.EventTopics;
import dev.torrentcrates.torrentizer.build.FailingBlobStore;
import dev.torrentcrates.torrentizer.build.FailingBlobStore.Failure;
import dev.torrentcrates.torrentizer.parked.ParkedKeys;
import dev.torrentcrates.torrentizer.upstream.MemoryCrateSource;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On one broker; each test has a partition of its own. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // JUnit calls what sets the fields.
class AuditTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Longer than it waits after its start. */
    private static final Duration LONG_AFTER = Duration.ofHours(1);

    @TempDir static Path brokerFolder;
    private static EmbeddedKafka kafka;
    private static EventProducer producer;

    private final FailingBlobStore store = new FailingBlobStore();
    private final MemoryCrateSource source = new MemoryCrateSource(10_000_000);
    private final ParkedKeys parked = new ParkedKeys();
    private final AuditCounts counts = new AuditCounts();
    private final OwnedPartitions owned = new OwnedPartitions();
    private Instant now = NOON;
    private Audit audit;

    @BeforeAll
    static void startBroker() throws IOException {
        kafka = EmbeddedKafka.start(brokerFolder, 0);
        EventTopics.ensure(kafka.bootstrapServers());
        producer = EventProducer.start(kafka.bootstrapServers(), "audit-test");
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        kafka.close();
    }

    @BeforeEach
    void start() {
        audit = audit(owned, counts);
        parked.read(true);
        now = now.plus(LONG_AFTER);
    }

    @AfterEach
    void stop() {
        audit.close();
    }

    @Test
    void aWalkLooksAtAllOfAPartition() throws Exception {
        List<SampleCrate> crates = builtCrates(1);
        source.put(crates.get(0));
        store.replace(AuditFixture.contentKey(crates.get(1)), crates.get(1).content());
        AuditFixture.store(store, crates.get(2));

        owned.gained(Set.of(1));
        runUntil(audit, () -> isComplete(1));

        PartitionAudited word = word(1);
        assertThat(word.begun()).isEqualTo(now);
        assertThat(word.nextOffset()).isEqualTo(3);
        assertThat(word.tally().versions()).isEqualTo(3);
        assertThat(word.tally().findings())
                .containsEntry(Finding.CONTENT_MISSING, 1L)
                .containsEntry(Finding.TORRENT_MISSING, 1L);
        assertThat(word.tally().rebuilt()).isEqualTo(2);
        assertThat(word.tally().parked()).isZero();
    }

    @Test
    void anObjectThatCannotBeReadDoesNotHoldUpTheOthers() throws Exception {
        List<SampleCrate> crates = builtCrates(2);
        for (SampleCrate crate : crates) {
            AuditFixture.store(store, crate);
            source.put(crate);
        }
        store.fail(AuditFixture.contentKey(crates.get(0)), Failure.ALWAYS);
        store.fail(AuditFixture.torrentKey(crates.get(1)), Failure.UNTIL_IT_IS_REPLACED);

        owned.gained(Set.of(2));
        runUntil(audit, () -> isComplete(2));

        assertThat(word(2).tally().versions()).isEqualTo(3);
        assertThat(word(2).tally().findings()).containsEntry(Finding.CONTENT_UNREADABLE, 2L);
        assertThat(word(2).tally().rebuilt()).isEqualTo(1);
        // Three looks at each, and what the first one does not take either.
        assertThat(store.failed()).isEqualTo(7);
    }

    @Test
    void storageThatIsAwayIsWaitedFor() throws Exception {
        for (SampleCrate crate : builtCrates(3)) {
            AuditFixture.store(store, crate);
        }
        store.goAway();
        owned.gained(Set.of(3));
        for (int failures = 0; failures < 10; ) {
            failures += step(audit) ? 0 : 1;
        }

        store.comeBack();
        runUntil(audit, () -> isComplete(3));

        assertThat(word(3).tally().versions()).isEqualTo(3);
        assertThat(word(3).tally().findings().values()).containsOnly(0L);
    }

    @Test
    void whatIsLostIsLookedAtByAnotherProcessFromThereOn() throws Exception {
        for (SampleCrate crate : builtCrates(4)) {
            AuditFixture.store(store, crate);
        }
        owned.gained(Set.of(4));
        runUntil(audit, () -> counts.versions() == 1);
        Instant begun = now;
        now = now.plusSeconds(120); // It says where it is before it goes on.
        runUntil(audit, () -> counts.versions() == 2);
        assertThat(word(4).complete()).isFalse();

        owned.lost(Set.of(4));
        for (int i = 0; i < 5; i++) {
            assertThat(step(audit)).isTrue();
        }
        assertThat(counts.versions()).isEqualTo(2);

        OwnedPartitions theirs = new OwnedPartitions();
        theirs.gained(Set.of(4));
        AuditCounts counted = new AuditCounts();
        try (Audit other = audit(theirs, counted)) {
            now = now.plus(LONG_AFTER);
            runUntil(other, () -> isComplete(4));
        }

        assertThat(counted.versions()).isEqualTo(2);
        assertThat(word(4).begun()).isEqualTo(begun);
        assertThat(word(4).tally().versions()).isEqualTo(3);
    }

    @Test
    void beforeItIsKnownWhatIsParkedNothingBegins() throws Exception {
        for (SampleCrate crate : builtCrates(5)) {
            source.put(crate);
        }
        owned.gained(Set.of(5));
        parked.gained(Set.of(5));
        for (int i = 0; i < 5; i++) {
            assertThat(step(audit)).isTrue();
        }
        assertThat(counts.versions()).isZero();

        parked.read(true);
        runUntil(audit, () -> isComplete(5));

        assertThat(counts.rebuilt()).isEqualTo(3);
    }

    private Audit audit(OwnedPartitions partitions, AuditCounts counted) {
        return new Audit(
                new AuditSettings(Duration.ofDays(7), 1_000_000_000_000L),
                new AuditLog(kafka.bootstrapServers(), "audit-test", producer),
                AuditFixture.inspector(store, source, producer, parked, counted),
                partitions,
                () -> now);
    }

    /** Three crates of a partition, of which it is said that they were built. */
    private static List<SampleCrate> builtCrates(int partition) throws IOException {
        List<SampleCrate> crates =
                IntStream.iterate(0, it -> it + 1)
                        .mapToObj(it -> SampleCrates.library("audited-" + it, "1.0.0"))
                        .filter(it -> partition(it) == partition)
                        .limit(3)
                        .toList();
        producer.send(
                Topics.TORRENT_EVENTS, crates.stream().<Event>map(AuditFixture::built).toList());
        return crates;
    }

    private static int partition(SampleCrate crate) {
        byte[] key = Registry.CRATES_IO.key(crate.name()).getBytes(StandardCharsets.UTF_8);
        return BuiltInPartitioner.partitionForKey(key, Topics.PARTITIONS);
    }

    private static void runUntil(Audit audit, Callable<Boolean> end) {
        await().pollInSameThread()
                .pollInterval(Duration.ofMillis(1))
                .atMost(PATIENCE)
                .until(
                        () -> {
                            step(audit);
                            return end.call();
                        });
    }

    /** As its loop makes it. @return whether it went well */
    private static boolean step(Audit audit) throws InterruptedException {
        try {
            audit.run();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isComplete(int partition) throws IOException {
        PartitionAudited word =
                new AuditLog(kafka.bootstrapServers(), "audit-test-reader", producer)
                        .last()
                        .get(partition);
        return word != null && word.complete();
    }

    private static PartitionAudited word(int partition) throws IOException {
        PartitionAudited word =
                new AuditLog(kafka.bootstrapServers(), "audit-test-reader", producer)
                        .last()
                        .get(partition);
        return requireNonNull(word);
    }
}

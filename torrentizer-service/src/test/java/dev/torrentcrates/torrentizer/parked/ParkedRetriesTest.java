package dev.torrentcrates.torrentizer.parked;

import static dev.torrentcrates.torrentizer.Fixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.event.DeadLetter.UnreadableRecord;
import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.Topic;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.eventlog.EventBatch;
import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.EventTopics;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.storage.MemoryBlobStore;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.attempt.Attempts;
import dev.torrentcrates.torrentizer.attempt.RetryPolicy;
import dev.torrentcrates.torrentizer.build.CrateBuilder;
import dev.torrentcrates.torrentizer.build.StoredVersions;
import dev.torrentcrates.torrentizer.progress.Counts;
import dev.torrentcrates.torrentizer.progress.Perseverance;
import dev.torrentcrates.torrentizer.upstream.Fetched;
import dev.torrentcrates.torrentizer.upstream.MemoryCrateSource;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read is made up, in an order that a broker would give once in a blue moon. */
@SuppressWarnings("NullAway.Init") // JUnit calls what sets the fields.
class ParkedRetriesTest {
    private static final int PARTITION = 3;
    private static final EventBatch NOTHING = new EventBatch(List.of(), List.of());

    @TempDir static Path brokerFolder;
    private static EmbeddedKafka kafka;

    private final MemoryCrateSource source = new MemoryCrateSource(10_000_000);
    private final AtomicReference<@Nullable Error> breakdown = new AtomicReference<>();
    private final Counts counts = new Counts(_ -> {});
    private EventProducer producer;
    private ParkedRetries retries;

    @BeforeAll
    static void startBroker() throws IOException {
        kafka = EmbeddedKafka.start(brokerFolder, 0);
        EventTopics.ensure(kafka.bootstrapServers());
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @BeforeEach
    void start() throws IOException {
        producer = EventProducer.start(kafka.bootstrapServers(), "retries-test");
        Attempts attempts =
                new Attempts(
                        new CrateBuilder(this::fetch, new StoredVersions(new MemoryBlobStore())),
                        new RetryPolicy(
                                Duration.ZERO,
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(5),
                                Duration.ofDays(7),
                                Duration.ofHours(1)),
                        Fixture.nothingDenied(),
                        new Perseverance(),
                        () -> NOON);
        retries = new ParkedRetries(attempts, producer, counts, 4);
    }

    @AfterEach
    void stop() {
        retries.close();
        producer.close();
    }

    @Test
    void whatIsDueIsBuiltAnnouncedAndNoLongerParked() throws IOException {
        SampleCrate crate = SampleCrates.library("due", "1.0.0");
        source.put(crate);
        VersionParked parked = Fixture.parked(Fixture.line(crate), 17, NOON);

        retries.take(read(parked, parked), true);
        awaitFinished();
        retries.take(NOTHING, true);

        assertThat(events("due", Topics.TORRENT_EVENTS))
                .singleElement()
                .isInstanceOfSatisfying(
                        TorrentBuilt.class, it -> assertThat(it.indexOffset()).isEqualTo(17));
        assertThat(counts.parked()).isZero();
    }

    @Test
    void whatIsNotThereYetIsParkedAgain() throws IOException {
        VersionParked parked = Fixture.parked("not-yet", 1, NOON);
        retries.take(read(parked, parked), true);
        awaitFinished();

        retries.take(NOTHING, true);

        assertThat(events("not-yet", Topics.PARKED))
                .singleElement()
                .isInstanceOfSatisfying(
                        VersionParked.class, it -> assertThat(it.retry().attempts()).isEqualTo(2));
    }

    @Test
    void whatWasCancelledIsNotParkedAgainWhileItsPartitionIsReadOnceMore() throws IOException {
        VersionParked parked = Fixture.parked("cancelled", 1, NOON);
        retries.take(read(parked, parked), true);
        awaitFinished();

        retries.ownership().lost(Set.of(PARTITION));
        retries.take(read(parked, parked), false);
        retries.take(read(parked, null), true);

        assertThat(retries.hasFinished()).isFalse();
        assertThat(events("cancelled", Topics.PARKED)).isEmpty();
        assertThat(counts.parked()).isZero();
    }

    @Test
    void nothingIsTriedBeforeAllOfItIsRead() throws IOException {
        VersionParked parked = Fixture.parked("unread", 1, NOON);

        retries.take(read(parked, parked), false);
        retries.take(read(parked, null), true);

        assertThat(source.requests()).isZero();
    }

    @Test
    void othersCanAskWhatWaitsInThePartitionsOfThisProcess() throws IOException {
        VersionParked parked = Fixture.parked("asked", 1, NOON.plusSeconds(9));

        retries.take(read(parked, parked), false);
        assertThat(retries.keys().isComplete()).isFalse();
        retries.take(NOTHING, true);
        assertThat(retries.keys().isComplete()).isTrue();
        assertThat(retries.keys().find(parked.identity())).isPresent();

        retries.ownership().lost(Set.of(PARTITION));
        assertThat(retries.keys().find(parked.identity())).isEmpty();
        retries.ownership().gained(Set.of(PARTITION));
        assertThat(retries.keys().isComplete()).isFalse();
    }

    @Test
    void whatIsUnreadableStaysWhereItIsAndIsNotCopiedAtEachStart() throws IOException {
        UnreadableRecord unreadable =
                new UnreadableRecord(Topics.PARKED.name(), PARTITION, 5, "poison", NOON);

        retries.take(new EventBatch(List.of(), List.of(unreadable)), true);

        assertThat(EventTail.readAll(kafka.bootstrapServers(), Topics.TORRENT_EVENTS_DLQ))
                .isEmpty();
    }

    @Test
    void anAttemptThatBreaksEndsTheLoopAndDoesNotKeepItsPlaceInSilence() throws IOException {
        breakdown.set(new OutOfMemoryError("no room for a buffer"));
        VersionParked parked = Fixture.parked("breaks", 1, NOON);
        retries.take(read(parked, parked), true);
        awaitFinished();

        assertThatIllegalStateException()
                .isThrownBy(() -> retries.take(NOTHING, true))
                .withMessageContaining("breaks 1.0.0")
                .withCause(breakdown.get());
    }

    private Fetched fetch(VersionIdentity version, Duration patience) {
        Error error = breakdown.get();
        if (error != null) {
            throw error;
        }
        return source.fetch(version, patience);
    }

    private void awaitFinished() {
        await().until(retries::hasFinished);
    }

    private static EventBatch read(VersionParked version, @Nullable Event event) {
        return new EventBatch(
                List.of(new Recorded(Topics.PARKED, PARTITION, 0, version.recordKey(), event)),
                List.of());
    }

    private static <E extends Event> List<E> events(String crate, Topic<E> topic)
            throws IOException {
        return EventTail.readAll(kafka.bootstrapServers(), topic).stream()
                .filter(event -> event.partitionKey().endsWith("/" + crate))
                .toList();
    }
}

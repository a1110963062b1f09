package dev.torrentcrates.torrentizer;

import static dev.torrentcrates.event.Registry.CRATES_IO;
import static dev.torrentcrates.torrentizer.Fixture.COMMIT;
import static io.restassured.RestAssured.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.torrentcrates.event.DeadLetter.UnreadableRecord;
import dev.torrentcrates.event.IndexEvent.CrateDeleted;
import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.event.IndexEvent.VersionMetadataChanged;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.IndexEvent.VersionYanked;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.TorrentEvent.Forwarded;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.event.VersionGivenUp;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service, on a real broker, a real S3 server and HTTP. Each test has its own crates. */
@QuarkusTest
@QuarkusTestResource(TorrentizedUpstream.class)
@SuppressWarnings("NullAway.Init") // The test resource sets the field.
class TorrentizerServiceTest {
    Surroundings surroundings;

    @BeforeEach
    void awaitReady() {
        await().atMost(Surroundings.PATIENCE)
                .until(() -> get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void aPublishedVersionIsStoredAndAnnouncedWithItsWholeLineAndOffset() throws IOException {
        SampleCrate crate = SampleCrates.library("Built_crate", "1.0.0");
        IndexLine line = surroundings.publish(crate);

        List<TorrentEvent> events = surroundings.awaitEvents("Built_crate", 1);

        CrateTorrent torrent = TorrentRecipe.of(crate.name(), crate.version(), crate.content());
        assertThat(events)
                .containsExactly(
                        new TorrentBuilt(
                                CRATES_IO,
                                COMMIT,
                                surroundings.offsets("Built_crate").getFirst(),
                                line,
                                torrent.entry()));
        assertThat(surroundings.stored(BlobKey.crate(crate.cksum()))).isEqualTo(crate.content());
        assertThat(
                        surroundings.stored(
                                BlobKey.torrent(crate.cksum(), crate.name(), crate.version())))
                .isEqualTo(torrent.torrentFile());
        assertThat(surroundings.folder().resolve("downloads")).isEmptyDirectory();
    }

    @Test
    void changesFollowTheirPublicationInTheOrderOfTheCrate() {
        SampleCrate crate = SampleCrates.library("ordered", "1.0.0");
        surroundings.upstream.publish(crate);
        IndexLine line = Fixture.line(crate);
        surroundings.happens(
                new VersionPublished(CRATES_IO, COMMIT, line),
                new VersionYanked(CRATES_IO, COMMIT, line),
                new VersionMetadataChanged(CRATES_IO, COMMIT, line),
                new VersionDeleted(CRATES_IO, COMMIT, line),
                new CrateDeleted(CRATES_IO, COMMIT, line.name()));

        List<TorrentEvent> events = surroundings.awaitEvents("ordered", 5);

        assertThat(events.getFirst()).isInstanceOf(TorrentBuilt.class);
        assertThat(events.subList(1, 5))
                .extracting(event -> (Object) ((Forwarded) event).change().getClass())
                .containsExactly(
                        VersionYanked.class,
                        VersionMetadataChanged.class,
                        VersionDeleted.class,
                        CrateDeleted.class);
        assertThat(events)
                .extracting(TorrentEvent::indexOffset)
                .containsExactlyElementsOf(surroundings.offsets("ordered"));
    }

    @Test
    void anEventThatComesAgainIsAnsweredAgainWithoutADownload() {
        SampleCrate crate = SampleCrates.library("replayed", "1.0.0");
        surroundings.publish(crate);
        surroundings.awaitEvents("replayed", 1);

        surroundings.happens(Fixture.published(crate));

        List<TorrentEvent> events = surroundings.awaitEvents("replayed", 2);
        assertThat(events).allMatch(TorrentBuilt.class::isInstance);
        assertThat(events)
                .extracting(TorrentEvent::indexOffset)
                .containsExactlyElementsOf(surroundings.offsets("replayed"));
        assertThat(surroundings.upstream.downloads().requests("replayed", "1.0.0")).isEqualTo(1);
    }

    @Test
    void aFileThatIsTooLongIsRefusedAtOnce() {
        surroundings.publish(SampleCrates.large("too-long", "1.0.0", 2_000_000));

        assertThat(surroundings.awaitEvents("too-long", 1))
                .singleElement()
                .isInstanceOfSatisfying(
                        TorrentFailed.class,
                        failed ->
                                assertThat(failed.reason())
                                        .isEqualTo(FailureReason.LENGTH_REFUSED));
        await().atMost(Surroundings.PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(surroundings.parked("too-long"))
                                        .singleElement()
                                        .extracting(Recorded::event)
                                        .isInstanceOf(VersionGivenUp.class));
        assertThat(surroundings.records(Topics.TORRENT_EVENTS_DLQ))
                .extracting(Recorded::event)
                .contains(surroundings.parked("too-long").getFirst().event());
    }

    @Test
    void anUnreadableRecordGoesToTheDeadLettersAndTheOthersGoOn() throws Exception {
        IndexLine line = surroundings.publish(SampleCrates.library("before-poison", "1.0.0"));
        String key = new VersionPublished(CRATES_IO, COMMIT, line).partitionKey();
        Map<String, Object> settings = Map.of("bootstrap.servers", surroundings.bootstrapServers());
        long poisonOffset;
        int partition;
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var sent =
                    producer.send(
                                    new ProducerRecord<>(
                                            "index-events", key, "poison".getBytes(UTF_8)))
                            .get();
            poisonOffset = sent.offset();
            partition = sent.partition();
        }
        surroundings.happens(new VersionYanked(CRATES_IO, COMMIT, line));

        assertThat(surroundings.awaitEvents("before-poison", 2).get(1))
                .isInstanceOf(Forwarded.class);
        await().atMost(Surroundings.PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(surroundings.records(Topics.TORRENT_EVENTS_DLQ))
                                        .map(Recorded::event)
                                        .anyMatch(
                                                it ->
                                                        it instanceof UnreadableRecord letter
                                                                && letter.topic()
                                                                        .equals("index-events")
                                                                && letter.partition() == partition
                                                                && letter.offset()
                                                                        == poisonOffset));
    }

    @Test
    void itTellsWhatItDoes() {
        surroundings.publish(SampleCrates.library("told", "1.0.0"));
        surroundings.awaitEvents("told", 1);

        get("/api/v1/torrentizer")
                .then()
                .statusCode(200)
                .body("upstream", equalTo(surroundings.upstream.indexUrl() + "/"));
        await().atMost(Surroundings.PATIENCE)
                .untilAsserted(
                        () -> {
                            var status = get("/api/v1/torrentizer").jsonPath();
                            assertThat(status.getLong("built")).isPositive();
                            assertThat(status.getLong("bytes")).isPositive();
                            assertThat(status.getString("last_event")).isNotEmpty();
                            assertThat(status.getMap("")).containsKeys("parked", "failed");
                        });
    }
}

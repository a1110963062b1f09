package dev.torrentcrates.seeder;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.embedded.EmbeddedS3;
import dev.torrentcrates.event.CksumDenied;
import dev.torrentcrates.event.SeedEvent;
import dev.torrentcrates.event.SeedEvent.SeedingStarted;
import dev.torrentcrates.event.SeedEvent.SeedingStopped;
import dev.torrentcrates.event.SeederAlive;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.s3.S3BlobStore;
import dev.torrentcrates.storage.s3.S3Settings;
import dev.torrentcrates.swarm.Sources;
import dev.torrentcrates.swarm.SwarmSettings;
import dev.torrentcrates.swarm.libtorrent.LibtorrentSwarm;
import dev.torrentcrates.upstream.sample.SampleCrate;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service: brokers, storage and BitTorrent are real. Each test has crates of its own. */
@QuarkusTest
@QuarkusTestResource(SeederGround.class)
@SuppressWarnings("NullAway.Init") // The test resource sets the fields.
class SeederServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    EmbeddedKafka kafka;
    EmbeddedS3 s3;

    @TempDir Path folder;

    @Test
    void aTorrentThatWasBuiltIsSeededAndItsContentCanBeFetched() throws Exception {
        SampleCrate crate = Versions.crate("fetch-me", "bytes that a peer fetches");
        store(crate);
        say(Versions.built(crate, 1));
        awaitStarted(crate);

        int port = get("/api/v1/seeder").jsonPath().getInt("torrent_port");
        try (LibtorrentSwarm peer = LibtorrentSwarm.start(SwarmSettings.onLoopback())) {
            var download =
                    peer.download(
                            Versions.torrent(crate),
                            folder,
                            Sources.peers(new InetSocketAddress("127.0.0.1", port)));

            assertThat(download.done().get(20, TimeUnit.SECONDS).file())
                    .hasBinaryContent(crate.content());
        }
    }

    @Test
    void aFileOfSeveralPiecesIsSeededToo() throws Exception {
        SampleCrate crate = Versions.crate("several-pieces", "0123456789".repeat(500_000));
        store(crate);

        say(Versions.built(crate, 1));

        awaitStarted(crate);
    }

    @Test
    void contentThatIsNotInStorageYetHoldsUpNobodyElse() throws Exception {
        SampleCrate late = Versions.crate("late", "bytes that come later");
        SampleCrate other = Versions.crate("not-held-up", "other bytes");
        store(other);
        say(Versions.built(late, 1));
        say(Versions.built(other, 1));
        awaitStarted(other);
        await().atMost(PATIENCE)
                .until(() -> get("/api/v1/seeder").jsonPath().getString("trouble") != null);

        store(late);

        awaitStarted(late);
        await().atMost(PATIENCE)
                .until(() -> get("/api/v1/seeder").jsonPath().getString("trouble") == null);
    }

    @Test
    void whatAnOperatorDeniesIsNotSeededUntilThatIsLifted() throws Exception {
        SampleCrate crate = Versions.crate("deny-me", "bytes that an operator denies");
        CksumDenied denial = new CksumDenied(crate.cksum(), "a test", Instant.EPOCH);
        store(crate);
        say(Versions.built(crate, 1));
        awaitSaid(crate, SeedingStarted.class, 1);

        try (EventProducer producer = EventProducer.start(kafka.bootstrapServers(), "test")) {
            producer.send(Topics.DENIED, List.of(denial));
            awaitSaid(crate, SeedingStopped.class, 1);
            int port = get("/api/v1/seeder").jsonPath().getInt("torrent_port");
            try (LibtorrentSwarm peer = LibtorrentSwarm.start(SwarmSettings.onLoopback())) {
                var download =
                        peer.download(
                                Versions.torrent(crate),
                                folder,
                                Sources.peers(new InetSocketAddress("127.0.0.1", port)));
                assertThatThrownBy(() -> download.done().get(3, TimeUnit.SECONDS))
                        .isInstanceOf(TimeoutException.class);

                producer.tombstone(Topics.DENIED, denial.partitionKey(), denial.recordKey());

                awaitSaid(crate, SeedingStarted.class, 2);
            }
        }
    }

    @Test
    void itSaysWhereItIsAndWhatItOwns() {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                EventTail.readAll(
                                                        kafka.bootstrapServers(), Topics.SEEDERS))
                                        .last()
                                        .isInstanceOfSatisfying(
                                                SeederAlive.class,
                                                alive -> {
                                                    assertThat(alive.seeder())
                                                            .isEqualTo("seeder-0");
                                                    assertThat(alive.host()).isEqualTo("127.0.0.1");
                                                    assertThat(alive.port()).isPositive();
                                                    assertThat(alive.partitions()).hasSize(32);
                                                }));
        await().untilAsserted(() -> get("/q/health/ready").then().statusCode(200));
        get("/q/health/live").then().statusCode(200);
    }

    private void awaitStarted(SampleCrate crate) {
        awaitSaid(crate, SeedingStarted.class, 1);
    }

    private void awaitSaid(SampleCrate crate, Class<? extends SeedEvent> type, int times) {
        await(type.getSimpleName() + " of " + crate + ", " + times + " times")
                .atMost(PATIENCE)
                .until(
                        () ->
                                EventTail.readAll(kafka.bootstrapServers(), Topics.SEED_EVENTS)
                                                .stream()
                                                .filter(type::isInstance)
                                                .map(SeedEvent::identity)
                                                .filter(
                                                        seeded ->
                                                                seeded.cksum()
                                                                        .equals(crate.cksum()))
                                                .count()
                                        >= times);
    }

    private void store(SampleCrate crate) throws IOException {
        S3Settings settings =
                new S3Settings(
                        s3.endpoint(),
                        "us-east-1",
                        "torrent-crates",
                        "torrent-crates",
                        "torrent-crates");
        try (S3BlobStore storage = new S3BlobStore(settings)) {
            storage.ensureBucket();
            storage.putIfAbsent(BlobKey.crate(crate.cksum()), crate.content());
        }
    }

    private void say(TorrentEvent event) throws IOException {
        try (EventProducer producer = EventProducer.start(kafka.bootstrapServers(), "test")) {
            producer.send(Topics.TORRENT_EVENTS, List.of(event));
        }
    }
}

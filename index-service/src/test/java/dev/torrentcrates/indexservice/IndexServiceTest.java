package dev.torrentcrates.indexservice;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.event.DeadLetter.UnreadableRecord;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.VisibleEvent;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.TorrentEntry;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The published index, from events to lines. Each test has crates of its own. */
@QuarkusTest
@QuarkusTestResource(IndexGround.class)
@SuppressWarnings("NullAway.Init") // The test resource sets the field.
class IndexServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Pipeline pipeline;

    @BeforeEach
    void awaitReady() {
        await().atMost(PATIENCE).until(() -> get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void aVersionIsNotPublishedBeforeASeederReportsIt() throws Exception {
        SampleCrate crate = Crates.crate("gated");
        pipeline.store(crate);
        pipeline.say(Topics.TORRENT_EVENTS, Crates.built(crate, 1));
        await().atMost(PATIENCE).until(() -> state("gated").equals("built"));
        assertThat(file("gated").statusCode()).isEqualTo(404);
        get("/api/v1/crates/gated/1.0.0/download").then().statusCode(404);

        pipeline.say(Topics.SEED_EVENTS, Crates.started(crate, "seeder-0"));

        awaitFile("gated", Crates.published(Crates.line(crate), crate) + "\n");
    }

    @Test
    void aVersionThatASeederOnceHeldIsPublishedToo() throws Exception {
        SampleCrate crate = Crates.crate("held-once");
        pipeline.say(Topics.SEED_EVENTS, Crates.stopped(crate, "seeder-0"));
        pipeline.say(Topics.TORRENT_EVENTS, Crates.built(crate, 1));

        awaitFile("held-once", Crates.published(Crates.line(crate), crate) + "\n");
    }

    @Test
    void linesAreInTheOrderOfVersionsWhateverCameFirst() throws Exception {
        SampleCrate ten = Crates.crate("ordered", "1.10.0");
        SampleCrate nine = Crates.crate("ordered", "1.9.0");
        pipeline.publish(ten, 1);
        pipeline.publish(nine, 2);

        awaitFile(
                "ordered",
                Crates.published(Crates.line(nine), nine)
                        + "\n"
                        + Crates.published(Crates.line(ten), ten)
                        + "\n");
    }

    @Test
    void aFileThatDidNotChangeIsNotSentAgain() throws Exception {
        SampleCrate crate = Crates.crate("unchanged");
        pipeline.publish(crate, 1);
        awaitFile("unchanged", Crates.published(Crates.line(crate), crate) + "\n");
        String etag = file("unchanged").header("ETag");

        assertThat(etag).matches("\"[0-9a-f]+\"");
        Response again = given().header("If-None-Match", etag).get(path("unchanged"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(etag);
        assertThat(again.asString()).isEmpty();

        pipeline.say(Topics.TORRENT_EVENTS, Crates.yanked(crate, 2));

        awaitFile("unchanged", Crates.published(Crates.yankedLine(crate), crate) + "\n");
        given().header("If-None-Match", etag).get(path("unchanged")).then().statusCode(200);
    }

    @Test
    void anOldEventThatComesLateBringsNoOldLineBack() throws Exception {
        SampleCrate crate = Crates.crate("late-event");
        pipeline.publish(crate, 5);
        pipeline.say(Topics.TORRENT_EVENTS, Crates.yanked(crate, 7));
        String yanked = Crates.published(Crates.yankedLine(crate), crate) + "\n";
        awaitFile("late-event", yanked);
        SampleCrate marker = Crates.crate("late-event", "2.0.0");

        pipeline.say(Topics.TORRENT_EVENTS, Crates.built(crate, 5));
        pipeline.say(Topics.TORRENT_EVENTS, Crates.published(crate, 5));
        pipeline.publish(marker, 8);

        awaitFile("late-event", yanked + Crates.published(Crates.line(marker), marker) + "\n");
    }

    @Test
    void aDeletionTakesEverythingAway() throws Exception {
        SampleCrate crate = Crates.crate("delete-me");
        pipeline.publish(crate, 1);
        awaitFile("delete-me", Crates.published(Crates.line(crate), crate) + "\n");
        List<String> paths = List.of("/torrent", "/magnet", "/download");
        for (String path : paths) {
            get("/api/v1/crates/delete-me/1.0.0" + path).then().statusCode(200);
        }

        pipeline.say(Topics.TORRENT_EVENTS, Crates.deleted(crate, 2));

        await().atMost(PATIENCE).until(() -> file("delete-me").statusCode() == 404);
        for (String path : paths) {
            get("/api/v1/crates/delete-me/1.0.0" + path).then().statusCode(404);
        }
        assertThat(state("delete-me")).isEqualTo("deleted");
        assertThat(Announces.by(Crates.torrent(crate).btih(), 4_001)).contains("failure reason");
    }

    @Test
    void aVersionThatIsPublishedAgainWithOtherBytesHasItsNewCksum() throws Exception {
        SampleCrate old = Crates.crate("again");
        SampleCrate replaced = SampleCrates.ofText("again", "1.0.0", "other bytes altogether");
        pipeline.publish(old, 1);
        awaitFile("again", Crates.published(Crates.line(old), old) + "\n");

        pipeline.say(Topics.TORRENT_EVENTS, Crates.deleted(old, 2));
        pipeline.publish(replaced, 3);

        awaitFile("again", Crates.published(Crates.line(replaced), replaced) + "\n");
        assertThat(get("/api/v1/crates/again/1.0.0/download").asByteArray())
                .isEqualTo(replaced.content());
        assertThat(Announces.by(Crates.torrent(old).btih(), 4_002)).contains("failure reason");
    }

    @Test
    void theWorldIsToldOnceAndInOrder() throws Exception {
        SampleCrate crate = Crates.crate("told-once");
        pipeline.publish(crate, 1);
        pipeline.say(Topics.SEED_EVENTS, Crates.started(crate, "seeder-1"));
        awaitFile("told-once", Crates.published(Crates.line(crate), crate) + "\n");
        pipeline.say(Topics.TORRENT_EVENTS, Crates.yanked(crate, 2));
        awaitFile("told-once", Crates.published(Crates.yankedLine(crate), crate) + "\n");
        pipeline.say(Topics.TORRENT_EVENTS, Crates.deleted(crate, 3));
        await().atMost(PATIENCE).until(() -> told("told-once").size() >= 3);
        SampleCrate marker = Crates.crate("told-once", "2.0.0");
        pipeline.publish(marker, 4);
        await().atMost(PATIENCE).until(() -> told("told-once").size() >= 4);

        assertThat(told("told-once"))
                .extracting(
                        event -> event.getClass().getSimpleName(),
                        event -> event.line().json(),
                        VisibleEvent::indexOffset)
                .containsExactly(
                        told("VersionVisible", Crates.published(Crates.line(crate), crate), 1),
                        told(
                                "VersionChanged",
                                Crates.published(Crates.yankedLine(crate), crate),
                                2),
                        told(
                                "VersionWithdrawn",
                                Crates.published(Crates.yankedLine(crate), crate),
                                3),
                        told("VersionVisible", Crates.published(Crates.line(marker), marker), 4));
    }

    @Test
    void aTorrentThatNobodyCouldShareIsReportedAndHoldsNothingUp() throws Exception {
        SampleCrate crate = Crates.crate("no-torrent");
        TorrentBuilt good = Crates.built(crate, 1);
        TorrentEntry entry = good.torrent();
        TorrentEntry bad =
                new TorrentEntry(
                        entry.recipe(),
                        entry.length(),
                        Btih.of("0".repeat(40)),
                        entry.btmh(),
                        entry.root(),
                        entry.pieces());
        pipeline.say(
                Topics.TORRENT_EVENTS,
                new TorrentBuilt(good.registry(), good.commit(), 1, good.line(), bad));
        pipeline.say(Topics.SEED_EVENTS, Crates.started(crate, "seeder-0"));

        await().atMost(PATIENCE)
                .until(
                        () ->
                                pipeline.all(Topics.TORRENT_EVENTS_DLQ).stream()
                                        .anyMatch(
                                                letter ->
                                                        letter instanceof UnreadableRecord record
                                                                && record.reason()
                                                                        .contains("no-torrent")));
        assertThat(file("no-torrent").statusCode()).isEqualTo(404);
        pipeline.publish(crate, 2);
        awaitFile("no-torrent", Crates.published(Crates.line(crate), crate) + "\n");
    }

    private List<VisibleEvent> told(String crate) throws IOException {
        return pipeline.all(Topics.VISIBLE_EVENTS).stream()
                .filter(event -> event.line().name().value().equals(crate))
                .toList();
    }

    private static Tuple told(String type, String line, long offset) {
        return Tuple.tuple(type, line, offset);
    }

    private static String state(String crate) {
        Response answer = get("/api/v1/crates/" + crate + "/1.0.0");
        return answer.statusCode() == 200 ? answer.jsonPath().getString("state") : "";
    }

    private static void awaitFile(String crate, String content) {
        await("the file of " + crate)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(file(crate).asString()).isEqualTo(content));
    }

    private static Response file(String crate) {
        return get(path(crate));
    }

    private static String path(String crate) {
        return "/index/" + IndexPath.of(CrateName.of(crate));
    }
}

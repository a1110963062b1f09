package dev.torrentcrates.watcher;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.event.DeadLetter;
import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.IndexEvent.CrateDeleted;
import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.event.IndexEvent.VersionMetadataChanged;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.IndexEvent.VersionUnyanked;
import dev.torrentcrates.event.IndexEvent.VersionYanked;
import dev.torrentcrates.event.Topic;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole service, on a real broker and a real git index. Each test has a crate of its own. */
@QuarkusTest
@QuarkusTestResource(WatchedUpstream.class)
@SuppressWarnings("NullAway.Init") // The test resource sets the fields.
class WatcherServiceTest {
    UpstreamSim upstream;
    EmbeddedKafka kafka;

    @Test
    void whatWasThereBeforeItBeganIsPublishedToo() {
        awaitPublished();

        assertThat(eventsOf("before-the-watcher"))
                .extracting(Event::getClass)
                .containsExactly(VersionPublished.class);
    }

    @Test
    void everyChangeIsAnEventWithTheWholeLineAndTheCommitInTheOrderOfTheCrate() {
        upstream.publish(SampleCrates.library("Each_Change", "1.0.0"));
        awaitPublished();
        String published = upstream.line("Each_Change", "1.0.0");
        var yank = upstream.yank("Each_Change", "1.0.0");
        awaitPublished();
        upstream.unyank("Each_Change", "1.0.0");
        awaitPublished();
        upstream.rewrite(
                "Each_Change", "1.0.0", line -> line.replace("\"deps\":[]", "\"deps\": []"));
        awaitPublished();
        upstream.republish("Each_Change", "1.0.0", new byte[] {1, 2, 3});
        awaitPublished();
        upstream.deleteCrate("Each_Change");
        awaitPublished();

        List<IndexEvent> events = eventsOf("Each_Change");
        assertThat(events)
                .extracting(event -> (Object) event.getClass())
                .containsExactly(
                        VersionPublished.class,
                        VersionYanked.class,
                        VersionUnyanked.class,
                        VersionMetadataChanged.class,
                        VersionDeleted.class,
                        VersionPublished.class,
                        VersionDeleted.class,
                        CrateDeleted.class);
        assertThat(events.getFirst())
                .isInstanceOfSatisfying(
                        VersionPublished.class,
                        event -> assertThat(event.line().json()).isEqualTo(published));
        assertThat(events.get(1).commit()).isEqualTo(yank);
    }

    @Test
    void aSquashMovesTheCheckpointAndIsNoEvent() {
        awaitPublished();
        int before = events(Topics.INDEX_EVENTS).size();

        String squashed = upstream.squash().id();
        awaitPublished();

        assertThat(events(Topics.INDEX_EVENTS)).hasSize(before);
        assertThat(events(Topics.WATCHER_CHECKPOINT).getLast())
                .isInstanceOfSatisfying(
                        WatcherCheckpoint.class,
                        checkpoint -> assertThat(checkpoint.commit().id()).isEqualTo(squashed));
    }

    @Test
    void aLineThatCannotBeReadIsReportedAndTheOthersOfItsFileGoOn() {
        upstream.publish(SampleCrates.library("spoilt", "1.0.0"));
        upstream.appendRawLine(
                "sp/oi/spoilt", "{\"name\":\"../../etc/passwd\",\"vers\":\"1.0.0\"}");
        upstream.publish(SampleCrates.library("spoilt", "1.0.1"));
        awaitPublished();

        assertThat(eventsOf("spoilt"))
                .extracting(event -> ((IndexEvent.OfVersion) event).line().version().value())
                .containsExactly("1.0.0", "1.0.1");
        assertThat(events(Topics.INDEX_EVENTS_DLQ))
                .filteredOn(DeadLetter.UnreadableLine.class::isInstance)
                .map(DeadLetter.UnreadableLine.class::cast)
                .filteredOn(report -> report.path().equals("sp/oi/spoilt"))
                .isNotEmpty()
                .allSatisfy(
                        report -> {
                            assertThat(report.lineNumber()).isEqualTo(2);
                            assertThat(report.reason()).contains("'../../etc/passwd'");
                        });
    }

    @Test
    void anUpstreamThatIsAwayIsToldAndNothingIsMissedWhenItIsBack() {
        awaitPublished();
        upstream.goAway();
        await().until(() -> get("/api/v1/watcher").jsonPath().getString("trouble") != null);
        get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));

        upstream.comeBack();
        upstream.publish(SampleCrates.library("after-the-outage", "1.0.0"));
        awaitPublished();

        assertThat(eventsOf("after-the-outage")).hasSize(1);
        get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void itsFiguresAreMetricsAndNobodyPassesDeletionsWithoutAToken() {
        awaitPublished();

        assertThat(get("/q/metrics").asString())
                .contains("watcher_lag_seconds")
                .contains("watcher_commit_timestamp_seconds")
                .contains("watcher_events_total{type=\"VersionPublished\"}")
                .contains("watcher_dead_letters_total");
        given().post("/api/v1/watcher/deletions/pass?at-most=500")
                .then()
                .statusCode(403)
                .body("errors[0].detail", containsString("watcher.admin-token"));
    }

    @Test
    void sourcesOfAllOfARegistryAreNotComparedUnlessAskedFor() {
        get("/api/v1/watcher/consistency").then().statusCode(200).body("enabled", equalTo(false));
    }

    private void awaitPublished() {
        String head = upstream.head().id();
        await("upstream's head to be published")
                .atMost(Duration.ofSeconds(30))
                .until(() -> head.equals(get("/api/v1/watcher").jsonPath().getString("commit")));
    }

    private List<IndexEvent> eventsOf(String crate) {
        return events(Topics.INDEX_EVENTS).stream()
                .filter(event -> event.crate().equals(CrateName.of(crate)))
                .toList();
    }

    private <E extends Event> List<E> events(Topic<E> topic) {
        try {
            return EventTail.readAll(kafka.bootstrapServers(), topic);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.torrentcrates.watcher;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.IndexEvent.CrateDeleted;
import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.http.TinyServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A watcher of a few crates, whose operator has a token. Each test has a crate of its own. */
@QuarkusTest
@QuarkusTestResource(
        value = WatchedUpstream.class,
        restrictToAnnotatedClass = true,
        initArgs = {
            @ResourceArg(name = "watcher.include.names", value = "compared,plenty,later"),
            @ResourceArg(name = "watcher.consistency.interval", value = "100ms"),
            @ResourceArg(name = "watcher.consistency.grace", value = "1ms"),
            @ResourceArg(name = "watcher.sparse.requests-per-second", value = "1000"),
            @ResourceArg(name = "watcher.max-deletions", value = "2"),
            @ResourceArg(name = "watcher.admin-token", value = ComparedSourcesTest.TOKEN)
        })
@SuppressWarnings("NullAway.Init") // The test resource sets the fields.
class ComparedSourcesTest {
    static final String TOKEN = "0123456789abcdef";
    private static final String PASS = "/api/v1/watcher/deletions/pass";

    UpstreamSim upstream;
    EmbeddedKafka kafka;
    TinyServer sparse;

    @Test
    void whatGitHasMissedIsPublishedAndReported() {
        upstream.goAway(); // Or git would have it before the other.
        upstream.publish(SampleCrates.library("compared", "1.0.0"));
        String line = upstream.line("compared", "1.0.0");
        sparse.answers("co/mp/compared", 200, line + "\n" + line.replace("1.0.0", "1.0.1") + "\n");
        upstream.comeBack();

        await().untilAsserted(
                        () ->
                                assertThat(eventsOf("compared"))
                                        .hasSize(2)
                                        .allMatch(VersionPublished.class::isInstance));

        await().untilAsserted(
                        () ->
                                get("/api/v1/watcher/consistency")
                                        .then()
                                        .statusCode(200)
                                        .body("enabled", equalTo(true))
                                        .body("crates", equalTo(3))
                                        .body("emitted", greaterThanOrEqualTo(1))
                                        .body("sources.sparse", equalTo(sparse.url().toString()))
                                        .body("differences.crate", hasItem("compared"))
                                        .body("differences.version", hasItem("1.0.1"))
                                        .body("differences.kind", hasItem("MISSING_IN_GIT")));
        get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void whileGitIsAwayTheOtherSourceIsReadStill() {
        upstream.publish(SampleCrates.library("later", "1.0.0"));
        await().untilAsserted(() -> assertThat(eventsOf("later")).hasSize(1));
        upstream.goAway();
        try {
            String line = upstream.line("later", "1.0.0");
            sparse.answers("la/te/later", 200, line + "\n" + line.replace("1.0.0", "1.0.1") + "\n");

            await().untilAsserted(() -> assertThat(eventsOf("later")).hasSize(2));
        } finally {
            upstream.comeBack();
        }
    }

    @Test
    void deletionsThatAreTooManyWaitForWhoeverHasTheToken() {
        for (String version : List.of("1.0.0", "1.0.1", "1.0.2")) {
            upstream.publish(SampleCrates.library("plenty", version));
        }
        await().untilAsserted(() -> assertThat(eventsOf("plenty")).hasSize(3));
        upstream.deleteCrate("plenty");
        await().untilAsserted(
                        () ->
                                get("/api/v1/watcher")
                                        .then()
                                        .body("held.deletions", equalTo(3))
                                        .body("held.commit", equalTo(upstream.head().id())));

        pass("Bearer something-else-16", "3").then().statusCode(403);
        pass("Bearer " + TOKEN, "0")
                .then()
                .statusCode(400)
                .body("errors[0].detail", containsString("at-most"));
        assertThat(eventsOf("plenty")).hasSize(3);
        pass("Bearer " + TOKEN, "3").then().statusCode(200).body("passing", equalTo(3));

        await().untilAsserted(
                        () ->
                                assertThat(eventsOf("plenty").stream().skip(3))
                                        .extracting(event -> (Object) event.getClass())
                                        .containsExactly(
                                                VersionDeleted.class,
                                                VersionDeleted.class,
                                                VersionDeleted.class,
                                                CrateDeleted.class));
    }

    private static Response pass(String authorization, String atMost) {
        return given().header("Authorization", authorization).post(PASS + "?at-most=" + atMost);
    }

    private List<IndexEvent> eventsOf(String crate) {
        try {
            return EventTail.readAll(kafka.bootstrapServers(), Topics.INDEX_EVENTS).stream()
                    .filter(event -> event.crate().equals(CrateName.of(crate)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.torrentcrates.indexservice;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.event.CksumDenied;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.VisibleEvent;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.upstream.sample.SampleCrate;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator denies is answered nowhere until that is lifted. Each test has its crates. */
@QuarkusTest
@QuarkusTestResource(IndexGround.class)
@SuppressWarnings("NullAway.Init") // The test resource sets the field.
class DenyListTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Pipeline pipeline;

    @Test
    void contentThatAnOperatorDeniesIsServedByNothingUntilThatIsLifted() throws Exception {
        SampleCrate crate = Crates.crate("denied");
        CksumDenied denial = new CksumDenied(crate.cksum(), "a test", Instant.EPOCH);
        pipeline.publish(crate, 1);
        awaitState("denied", "visible");

        pipeline.say(Topics.DENIED, denial);

        awaitState("denied", "denied");
        assertServed(crate, 404);
        for (Btih hash : hashes(crate)) {
            assertThat(Announces.by(hash, 6_001)).startsWith("d14:failure reason");
        }

        pipeline.takeBack(Topics.DENIED, denial);

        awaitState("denied", "visible");
        assertServed(crate, 200);
        for (Btih hash : hashes(crate)) {
            assertThat(Announces.by(hash, 6_002)).contains("5:peers");
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(told("denied"))
                                        .containsExactly(
                                                "VersionVisible",
                                                "VersionWithdrawn",
                                                "VersionVisible"));
    }

    @Test
    void aVersionThatWasNeverBuiltIsDeniedRatherThanFailed() throws Exception {
        SampleCrate crate = Crates.crate("denied-early");
        pipeline.say(Topics.DENIED, new CksumDenied(crate.cksum(), "known already", Instant.EPOCH));
        pipeline.say(Topics.TORRENT_EVENTS, Crates.failed(crate, 1));

        awaitState("denied-early", "denied");
        get("/index/de/ni/denied-early").then().statusCode(404);
    }

    private static void assertServed(SampleCrate crate, int status) {
        get("/index/de/ni/denied").then().statusCode(status);
        String version = "/api/v1/crates/%s/%s".formatted(crate.name(), crate.version());
        for (String path : List.of("/torrent", "/torrent?v=1", "/magnet", "/download")) {
            get(version + path).then().statusCode(status);
        }
        given().head(version + "/download").then().statusCode(status);
        given().header("Range", "bytes=0-1")
                .get(version + "/download")
                .then()
                .statusCode(status == 200 ? 206 : status);
    }

    private static List<Btih> hashes(SampleCrate crate) {
        CrateTorrent torrent = Crates.torrent(crate);
        return List.of(
                torrent.btih(),
                torrent.btmh().truncated(),
                Btih.ofInfoDict(torrent.companionInfoDict()));
    }

    private List<String> told(String crate) throws IOException {
        return pipeline.all(Topics.VISIBLE_EVENTS).stream()
                .filter(event -> event.line().name().value().equals(crate))
                .map((VisibleEvent event) -> event.getClass().getSimpleName())
                .toList();
    }

    private static void awaitState(String crate, String state) {
        await(crate + " to be " + state)
                .atMost(PATIENCE)
                .until(
                        () -> {
                            var answer = get("/api/v1/crates/" + crate + "/1.0.0");
                            return answer.statusCode() == 200
                                    && state.equals(answer.jsonPath().getString("state"));
                        });
    }
}

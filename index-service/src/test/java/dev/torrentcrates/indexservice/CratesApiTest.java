package dev.torrentcrates.indexservice;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.event.Topics;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the API tells of crates, their torrents, and the web seed. */
@QuarkusTest
@QuarkusTestResource(IndexGround.class)
@SuppressWarnings("NullAway.Init") // The test resource sets the field.
class CratesApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Pipeline pipeline;

    @Test
    void aCrateIsFoundByAnySpellingWithAllItsVersions() throws Exception {
        SampleCrate visible = Crates.crate("Told_crate", "1.0.0");
        SampleCrate failed = Crates.crate("Told_crate", "1.1.0");
        SampleCrate pending = Crates.crate("Told_crate", "1.2.0");
        pipeline.beat();
        publish(visible, 1);
        pipeline.say(Topics.TORRENT_EVENTS, Crates.failed(failed, 2));
        pipeline.say(Topics.TORRENT_EVENTS, Crates.published(pending, 3));
        awaitState(pending, "pending");

        JsonPath crate = get("/api/v1/crates/told-CRATE").jsonPath();

        assertThat(crate.getString("name")).isEqualTo("Told_crate");
        assertThat(crate.getString("registry")).isEqualTo("crates.io");
        assertThat(crate.getList("versions.version")).containsExactly("1.0.0", "1.1.0", "1.2.0");
        assertThat(crate.getList("versions.state")).containsExactly("visible", "failed", "pending");
        assertThat(crate.getString("versions[1].failure.reason")).isEqualTo("cksum_mismatch");
        assertThat(crate.getString("versions[1].torrent")).isNull();
        CrateTorrent torrent = Crates.torrent(visible);
        assertThat(crate.getString("versions[0].cksum")).isEqualTo(visible.cksum().hex());
        assertThat(crate.getBoolean("versions[0].yanked")).isFalse();
        assertThat(crate.getLong("versions[0].length")).isEqualTo(torrent.length());
        assertThat(crate.getString("versions[0].btih")).isEqualTo(torrent.btih().hex());
        assertThat(crate.getString("versions[0].btmh")).isEqualTo(torrent.btmh().hex());
        assertThat(crate.getString("versions[0].download"))
                .isEqualTo(url("/api/v1/crates/Told_crate/1.0.0/download"));
        assertThat(crate.getString("versions[0].torrent"))
                .isEqualTo(url("/api/v1/crates/Told_crate/1.0.0/torrent"));
        assertThat(crate.getString("versions[0].magnet"))
                .isEqualTo(get("/api/v1/crates/told-crate/1.0.0/magnet").asString());
        assertThat(crate.getInt("versions[0].seeders")).isEqualTo(1);
    }

    @Test
    void whatDoesNotExistIsNotFoundInTheShapeOfCratesIo() throws Exception {
        SampleCrate crate = Crates.crate("only-one");
        publish(crate, 1);

        for (String path :
                List.of(
                        "no-such-crate",
                        "only-one/2.0.0",
                        "only-one/not-a-version",
                        "only-one/2.0.0/download",
                        "only-one/2.0.0/torrent",
                        "no-such-crate/1.0.0/magnet",
                        "..%2F..%2Fetc%2Fpasswd",
                        "a".repeat(65))) {
            Response answer = given().urlEncodingEnabled(false).get("/api/v1/crates/" + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.jsonPath().getString("errors[0].detail")).as(path).isNotEmpty();
        }
    }

    @Test
    void theTorrentFileHasTheTrackerAndTheWebSeeds() throws Exception {
        SampleCrate crate = Crates.crate("Torrent_file", "1.0.0-rc.1+build.5");
        publish(crate, 1);
        String path = "/api/v1/crates/torrent-file/1.0.0-rc.1+build.5/torrent";

        Response torrent = given().urlEncodingEnabled(false).get(path);
        Response companion = given().urlEncodingEnabled(false).get(path + "?v=1");

        given().urlEncodingEnabled(false).get(path + "?v=3").then().statusCode(400);
        assertThat(torrent.contentType()).isEqualTo("application/x-bittorrent");
        assertThat(torrent.header("Content-Disposition"))
                .isEqualTo(
                        "attachment; filename=\"Torrent_file-1.0.0-rc.1+build.5.crate.torrent\"");
        assertThat(torrent.asByteArray())
                .isEqualTo(Crates.torrent(crate).torrentFile(trackers(), webSeeds(crate)));
        assertThat(companion.asByteArray())
                .isEqualTo(Crates.torrent(crate).companionTorrentFile(trackers(), webSeeds(crate)));
    }

    @Test
    void theTorrentFileOfSeveralPiecesHasItsPieceLayers() throws Exception {
        SampleCrate crate =
                SampleCrates.ofText("several-pieces", "1.0.0", "0123456789".repeat(900_000));
        publish(crate, 1);

        Response torrent = get("/api/v1/crates/several-pieces/1.0.0/torrent");

        assertThat(Crates.torrent(crate).pieceCount()).isEqualTo(3);
        assertThat(torrent.asByteArray())
                .isEqualTo(Crates.torrent(crate).torrentFile(trackers(), webSeeds(crate)));
    }

    @Test
    void magnetsNameTheTrackerAndTheWebSeeds() throws Exception {
        SampleCrate crate = Crates.crate("magnet");
        publish(crate, 1);
        CrateTorrent torrent = Crates.torrent(crate);

        String magnet = get("/api/v1/crates/magnet/1.0.0/magnet").asString();
        String btmh = get("/api/v1/crates/magnet/1.0.0/magnet?btmh=true").asString();

        String tracker = URLEncoder.encode(url("/announce"), StandardCharsets.UTF_8);
        assertThat(magnet)
                .startsWith("magnet:?xt=urn:btih:" + torrent.btih())
                .contains("&tr=" + tracker)
                .contains("&ws=")
                .doesNotContain("btmh");
        assertThat(btmh).startsWith("magnet:?xt=urn:btmh:" + torrent.btmh());
    }

    @Test
    void aDownloadIsWholeOrInPart() throws Exception {
        SampleCrate crate = Crates.crate("in-part");
        publish(crate, 1);
        byte[] content = crate.content();
        String etag = "\"" + crate.cksum() + "\"";
        String path = download(crate);

        Response whole = get(path);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.asByteArray()).isEqualTo(content);
        assertThat(whole.header("ETag")).isEqualTo(etag);
        assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(whole.header("Content-Length")).isEqualTo(Integer.toString(content.length));

        Response part = given().header("Range", "bytes=4-8").get(path);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(content, 4, 9));
        assertThat(part.header("Content-Range")).isEqualTo("bytes 4-8/" + content.length);
        assertThat(part.header("Content-Length")).isEqualTo("5");

        Response end = given().header("Range", "bytes=-3").get(path);
        assertThat(end.asByteArray())
                .isEqualTo(Arrays.copyOfRange(content, content.length - 3, content.length));

        Response beyond = given().header("Range", "bytes=" + content.length + "-").get(path);
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.header("Content-Range")).isEqualTo("bytes */" + content.length);

        given().header("Range", "bytes=0-1")
                .header("If-Range", "\"other\"")
                .get(path)
                .then()
                .statusCode(200);
        given().header("Range", "bytes=0-1")
                .header("If-Range", etag)
                .get(path)
                .then()
                .statusCode(206);
        given().header("If-None-Match", etag).get(path).then().statusCode(304);
    }

    @Test
    void aHeadSaysHowLongTheCrateIs() throws Exception {
        SampleCrate crate = Crates.crate("how-long");
        publish(crate, 1);

        Response head = given().head(download(crate));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.header("Content-Length"))
                .isEqualTo(Integer.toString(crate.content().length));
        assertThat(head.header("Accept-Ranges")).isEqualTo("bytes");
    }

    @Test
    void clientsThatHangUpMakeRoomForOthers() throws Exception {
        SampleCrate crate = SampleCrates.ofText("hang-up", "1.0.0", "0123456789".repeat(900_000));
        publish(crate, 1);
        String request = "GET " + download(crate) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (int i = 0; i < 2 * 64; i++) {
            try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
        }

        assertThat(get(download(crate)).asByteArray()).isEqualTo(crate.content());
    }

    @Test
    void contentThatStorageDoesNotGiveIsUnavailable() throws Exception {
        SampleCrate crate =
                SampleCrates.ofText("not-stored", "1.0.0", "abcdefghij".repeat(900_000));
        pipeline.say(Topics.TORRENT_EVENTS, Crates.built(crate, 1));
        pipeline.say(Topics.SEED_EVENTS, Crates.started(crate, Pipeline.SEEDER));
        awaitState(crate, "visible");

        for (String path : List.of("/download", "/torrent")) {
            Response answer = get("/api/v1/crates/not-stored/1.0.0" + path);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(answer.jsonPath().getString("errors[0].detail")).contains("storage");
        }
        given().head("/api/v1/crates/not-stored/1.0.0/download").then().statusCode(200);
    }

    private void publish(SampleCrate crate, long offset) throws Exception {
        pipeline.publish(crate, offset);
        awaitState(crate, "visible");
    }

    private static void awaitState(SampleCrate crate, String state) {
        String path = "/api/v1/crates/" + crate.name() + "/" + crate.version();
        await(crate + " to be " + state)
                .atMost(PATIENCE)
                .until(
                        () -> {
                            Response answer = given().urlEncodingEnabled(false).get(path);
                            return answer.statusCode() == 200
                                    && state.equals(answer.jsonPath().getString("state"));
                        });
    }

    private static List<URI> trackers() {
        return List.of(URI.create(url("/announce")));
    }

    private static List<URI> webSeeds(SampleCrate crate) {
        String file = crate.name() + "-" + crate.version() + ".crate";
        return List.of(
                URI.create(url(download(crate))),
                URI.create("https://static.example/" + crate.name() + "/" + file));
    }

    private static String download(SampleCrate crate) {
        return "/api/v1/crates/" + crate.name() + "/" + crate.version() + "/download";
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + RestAssured.port + path;
    }
}

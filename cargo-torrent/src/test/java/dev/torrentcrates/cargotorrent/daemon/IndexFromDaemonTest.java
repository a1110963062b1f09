package dev.torrentcrates.cargotorrent.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.torrentcrates.cargotorrent.crates.Reach;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The index that the daemon gives, whoever is away, and how it speaks HTTP. */
class IndexFromDaemonTest extends DaemonFixture {
    private static final SampleCrate CRATE = SampleCrates.library("tidal", "1.0.0");

    @Test
    void aLineIsUpstreamsWithTheTorrentOfTheIndexService() throws Exception {
        upstream.publish(CRATE);
        upstream.publish(SampleCrates.library("tidal", "1.1.0"));
        offer(CRATE);

        List<String> lines = text(index("tidal")).lines().toList();

        String line = upstream.line("tidal", "1.0.0");
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .startsWith(line.substring(0, line.length() - 1) + ",\"torrent\"");
        assertThat(lines.getLast()).isEqualTo(upstream.line("tidal", "1.1.0"));
    }

    @Test
    void cratesComeFromTheDaemonAndTheApiIsUpstreams() throws Exception {
        await().atMost(PATIENCE).until(() -> config().has("api"));

        JsonNode config = config();

        assertThat(config.path("dl").asText())
                .isEqualTo(url("/crates/") + "{crate}/{version}/{sha256-checksum}/download");
        assertThat(config.path("api").asText()).isEqualTo(upstream.baseUrl().toString());
    }

    @Test
    void withoutUpstreamTheConfigIsGivenAllTheSame() throws Exception {
        upstream.goAway();
        daemon.close();
        daemon = opened(Daemon.start(settings(Reach.EVERYBODY, folder.resolve("fresh-home"))));

        assertThat(config().has("dl")).isTrue();
        assertThat(config().has("api")).isFalse();
    }

    @Test
    void aFileThatIsTheSameIsNotSentAgain() throws Exception {
        upstream.publish(CRATE);
        String etag = index("tidal").headers().firstValue("ETag").orElseThrow();

        HttpResponse<byte[]> same = getIfNoneMatch("/index/ti/da/tidal", etag);
        upstream.yank("tidal", "1.0.0");
        HttpResponse<byte[]> changed = getIfNoneMatch("/index/ti/da/tidal", etag);

        assertThat(etag).matches("\"[0-9a-f]{64}\"");
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.headers().firstValue("ETag")).contains(etag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(IndexLine.parse(text(changed).strip()).yanked()).isTrue();
        assertThat(changed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(etag);
    }

    @Test
    void whatDoesNotExistIsNotFound() throws Exception {
        upstream.publish(CRATE);

        for (String path :
                new String[] {
                    "/index/ab/se/absent",
                    "/index/TI/DA/TIDAL",
                    "/index/ti/tidal",
                    "/index/tidal",
                    "/index/",
                    "/index/../../etc/passwd",
                    "/index/ti/da/tidal/",
                    "/index/a" + "a".repeat(65),
                    "/elsewhere"
                }) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void aDeletedCrateIsNotFoundThoughItWasSeen() throws Exception {
        upstream.publish(CRATE);
        offer(CRATE);
        assertThat(index("tidal").statusCode()).isEqualTo(200);

        upstream.deleteCrate("tidal");

        assertThat(index("tidal").statusCode()).isEqualTo(404);
    }

    @Test
    void whileUpstreamIsAwayTheIndexLastSeenIsGivenEvenAfterARestart() throws Exception {
        upstream.publish(CRATE);
        offer(CRATE);
        String seen = text(index("tidal"));
        upstream.goAway();
        service.goAway();

        assertThat(text(index("tidal"))).isEqualTo(seen).contains("\"torrent\":");
        restart(Reach.EVERYBODY);
        assertThat(text(index("tidal"))).isEqualTo(seen);
    }

    @Test
    void whatUpstreamNeverSaidIsTheIndexServicesFile() throws Exception {
        upstream.publish(CRATE);
        offer(CRATE);
        upstream.goAway();

        assertThat(text(index("tidal"))).contains("\"torrent\":");
    }

    @Test
    void whatNobodyCanTellIsNotCalledAbsent() throws Exception {
        upstream.publish(CRATE);
        upstream.goAway();

        HttpResponse<byte[]> answer = index("tidal");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(text(answer)).contains("nothing is known of the crate tidal");
        upstream.comeBack();
        assertThat(index("tidal").statusCode()).isEqualTo(200);
    }

    @Test
    void withoutTheIndexServiceTheIndexIsUpstreams() throws Exception {
        service.goAway();
        upstream.publish(CRATE);

        assertThat(text(index("tidal"))).isEqualTo(upstream.line("tidal", "1.0.0") + "\n");
    }

    @Test
    void torrentsThatWereSeenStayWhileTheIndexServiceIsAway() throws Exception {
        upstream.publish(CRATE);
        offer(CRATE);
        index("tidal");
        service.goAway();
        upstream.publish(SampleCrates.library("tidal", "1.1.0"));

        assertThat(text(index("tidal")).lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("\"torrent\":");
    }

    @Test
    void aVersionWithNewBytesLosesTheTorrentOfTheOldOnes() throws Exception {
        upstream.publish(CRATE);
        offer(CRATE);
        index("tidal");

        upstream.republish("tidal", "1.0.0", "other bytes".getBytes(UTF_8));

        assertThat(text(index("tidal"))).isEqualTo(upstream.line("tidal", "1.0.0") + "\n");
    }

    @Test
    void anUpgradeToHttp2IsAccepted() throws Exception {
        upstream.publish(CRATE);
        try (HttpClient fresh =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpResponse<String> first =
                    fresh.send(
                            HttpRequest.newBuilder(url("/index/ti/da/tidal")).build(),
                            HttpResponse.BodyHandlers.ofString());
            List<CompletableFuture<HttpResponse<byte[]>>> many =
                    IntStream.range(0, 60)
                            .mapToObj(
                                    _ ->
                                            fresh.sendAsync(
                                                    HttpRequest.newBuilder(url(path(CRATE)))
                                                            .build(),
                                                    HttpResponse.BodyHandlers.ofByteArray()))
                            .toList();

            assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(first.body()).isEqualTo(upstream.line("tidal", "1.0.0") + "\n");
            for (CompletableFuture<HttpResponse<byte[]>> answer : many) {
                assertThat(answer.join().version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(answer.join().body()).isEqualTo(CRATE.content());
            }
        }
    }

    @Test
    void http1IsSpokenToo() throws Exception {
        upstream.publish(CRATE);
        try (HttpClient old =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<byte[]> answer =
                    old.send(
                            HttpRequest.newBuilder(url(path(CRATE))).build(),
                            HttpResponse.BodyHandlers.ofByteArray());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.body()).isEqualTo(CRATE.content());
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        DaemonSettings other = settings(Reach.EVERYBODY, folder.resolve("other-home"));
        DaemonSettings taken =
                new DaemonSettings(daemon.address(), other.home(), other.servers(), 0);

        assertThatThrownBy(() -> Daemon.start(taken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(daemon.address() + " is taken");
    }

    @Test
    void aSecondDaemonDoesNotGetTheHome() {
        assertThatThrownBy(() -> startDaemon(Reach.EVERYBODY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another daemon uses " + folder.resolve("home"));
    }

    @Test
    void theStatusAndHealthAreJson() throws Exception {
        assertThat(text(get("/health"))).isEqualTo("{\"status\":\"UP\"}");
        JsonNode status = status();
        assertThat(status.path("version").asInt()).isEqualTo(1);
        assertThat(status.path("listen").asText()).isEqualTo(daemon.address().toString());
        assertThat(status.path("upstream").asText()).isEqualTo(upstream.indexUrl() + "/");
        assertThat(status.path("index_service").asText()).isEqualTo(service.url().toString());
        assertThat(status.path("seeding").asInt(-1)).isZero();
        assertThat(status.path("peers").asInt(-1)).isZero();
        assertThat(status.path("uploaded_bytes").asLong(-1)).isZero();
        assertThat(status.path("crates").path("served").asInt(-1)).isZero();
    }

    private JsonNode config() throws IOException, InterruptedException {
        return JsonMapper.builder().build().readTree(get("/index/config.json").body());
    }

    private HttpResponse<byte[]> getIfNoneMatch(String path, String etag)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(url(path)).header("If-None-Match", etag).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void peersReachTheDaemonFromElsewhereOnlyWhereTheIndexServiceIsElsewhere() {
        assertThat(listensForPeers("http://127.0.0.1:7879")).isEqualTo("127.0.0.1");
        assertThat(listensForPeers("http://[::1]:7879")).isEqualTo("127.0.0.1");
        assertThat(listensForPeers("https://192.0.2.1")).isEqualTo("0.0.0.0");
        assertThat(listensForPeers("https://torrents.invalid")).isEqualTo("0.0.0.0");
    }

    private static String listensForPeers(String indexService) {
        DaemonSettings settings =
                new DaemonSettings(
                        ListenAddress.parse("127.0.0.1:0"),
                        Path.of("home"),
                        DaemonSettings.Servers.of(
                                "https://index.example/", indexService, Reach.EVERYBODY),
                        0);
        return Daemon.swarmSettings(settings).listen().getAddress().getHostAddress();
    }
}

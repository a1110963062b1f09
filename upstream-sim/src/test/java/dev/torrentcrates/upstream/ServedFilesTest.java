package dev.torrentcrates.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.upstream.download.DownloadFault;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sparse index and the crate files, as an HTTP client sees them. */
class ServedFilesTest {
    private static final SampleCrate ALPHA = SampleCrates.large("alpha", "1.0.0", 100_000);

    @TempDir Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private UpstreamSim sim;

    @BeforeEach
    void start() {
        sim = UpstreamSim.start(folder);
        sim.publish(ALPHA);
    }

    @AfterEach
    void stop() {
        client.close();
        sim.close();
    }

    @Test
    void oneAddressIsTheGitAndTheSparseIndex() {
        assertThat(sim.sparseUrl()).isEqualTo("sparse+" + sim.indexUrl() + "/");
    }

    @Test
    void theConfigurationSaysWhereToDownload() throws Exception {
        HttpResponse<byte[]> config = get("/index/config.json");
        assertThat(new String(config.body(), UTF_8))
                .contains("\"api\": \"" + sim.baseUrl() + "\"")
                .contains(
                        "\"dl\": \"" + sim.baseUrl() + "/crates/{crate}/{crate}-{version}.crate\"");
    }

    @Test
    void anIndexFileIsGivenOnceUntilItChanges() throws Exception {
        HttpResponse<byte[]> first = get("/index/al/ph/alpha");
        String etag = first.headers().firstValue("etag").orElseThrow();
        assertThat(first.body()).asString(UTF_8).isEqualTo(sim.files().get("al/ph/alpha"));
        assertThat(etag).matches("\"[0-9a-f]{40}\"");

        assertThat(get("/index/al/ph/alpha", "If-None-Match", etag).statusCode()).isEqualTo(304);
        sim.yank("alpha", "1.0.0");
        assertThat(get("/index/al/ph/alpha", "If-None-Match", etag).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index/be/ta/beta",
                "/index/al/ph",
                "/index/",
                "/index/../index.git/config",
                "/crates/alpha/alpha-2.0.0.crate",
                "/crates/alpha/other-1.0.0.crate",
                "/crates/alpha/alpha-.crate",
                "/crates/../../etc/passwd",
                "/crates/%2e%2e/%2e%2e-1.0.0.crate",
                "/"
            })
    void whatIsNotThereIsNotFound(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aCrateFileIsServedAndCounted() throws Exception {
        assertThat(download().body()).isEqualTo(ALPHA.content());
        assertThat(sim.downloads().requests("alpha", "1.0.0")).isEqualTo(1);
        assertThat(sim.downloads().downloads("alpha", "1.0.0")).isEqualTo(1);
        assertThat(sim.downloads().bytes()).isEqualTo(ALPHA.content().length);
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-0, 0, 1", "bytes=10-19, 10, 20", "bytes=5-, 5, 0", "bytes=-5, -5, 0"})
    void aPartOfACrateFileIsServed(String range, int from, int to) throws Exception {
        int length = ALPHA.content().length;
        HttpResponse<byte[]> part = get("/crates/alpha/alpha-1.0.0.crate", "Range", range);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body())
                .isEqualTo(
                        Arrays.copyOfRange(
                                ALPHA.content(),
                                from < 0 ? length + from : from,
                                to == 0 ? length : to));
        assertThat(sim.downloads().downloads("alpha", "1.0.0")).isZero();
    }

    @Test
    void aFaultIsMetSoManyTimesAndThenNoMore() throws Exception {
        sim.faults().on("alpha", "1.0.0").next(2, DownloadFault.notFound());
        assertThat(download().statusCode()).isEqualTo(404);
        assertThat(download().statusCode()).isEqualTo(404);
        assertThat(download().statusCode()).isEqualTo(200);
        assertThat(sim.downloads().requests("alpha", "1.0.0")).isEqualTo(3);
        assertThat(sim.downloads().downloads("alpha", "1.0.0")).isEqualTo(1);
    }

    @Test
    void aFaultOfOneVersionSparesTheOthers() throws Exception {
        sim.publish(SampleCrates.library("beta", "1.0.0"));
        sim.faults().on("alpha", "1.0.0").always(DownloadFault.notFound());
        assertThat(get("/crates/beta/beta-1.0.0.crate").statusCode()).isEqualTo(200);
        sim.faults().onEveryCrate().always(DownloadFault.unavailable());
        assertThat(get("/crates/beta/beta-1.0.0.crate").statusCode()).isEqualTo(503);
        assertThat(download().statusCode()).isEqualTo(404);
        sim.faults().clear();
        assertThat(download().statusCode()).isEqualTo(200);
    }

    @Test
    void anUnavailableCrateSaysWhenToComeAgain() throws Exception {
        Duration wait = Duration.ofSeconds(7);
        sim.faults().onEveryCrate().next(1, DownloadFault.unavailableFor(wait));
        HttpResponse<byte[]> answer = download();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
    }

    @Test
    void aCutConnectionIsAnErrorToTheClient() throws Exception {
        sim.faults().on("alpha", "1.0.0").next(1, DownloadFault.cutHalfWay());
        assertThatThrownBy(this::download).isInstanceOf(IOException.class);
        assertThat(download().body()).isEqualTo(ALPHA.content());
        assertThat(sim.downloads().downloads("alpha", "1.0.0")).isEqualTo(1);
    }

    @Test
    void otherBytesHaveTheSameLength() throws Exception {
        sim.faults().on("alpha", "1.0.0").next(1, DownloadFault.otherBytes());
        assertThat(download().body()).hasSameSizeAs(ALPHA.content()).isNotEqualTo(ALPHA.content());
        assertThat(sim.crateFile("alpha", "1.0.0")).isEqualTo(ALPHA.content());
    }

    @Test
    void aSlowAnswerComesLateAndRight() throws Exception {
        Duration delay = Duration.ofMillis(300);
        sim.faults().on("alpha", "1.0.0").next(1, DownloadFault.slow(delay));
        long start = System.nanoTime();
        assertThat(download().body()).isEqualTo(ALPHA.content());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
    }

    @Test
    void theWholeServerGoesAwayAndComesBackAtTheSameAddress() throws Exception {
        URI before = sim.baseUrl();
        sim.goAway();
        assertThatThrownBy(this::download).isInstanceOf(ConnectException.class);
        sim.yank("alpha", "1.0.0");
        sim.comeBack();
        assertThat(sim.baseUrl()).isEqualTo(before);
        assertThat(get("/index/al/ph/alpha").body()).asString(UTF_8).contains("\"yanked\":true");
    }

    @Test
    void aTakenPortIsNamed() {
        assertThatThrownBy(() -> UpstreamSim.start(folder.resolve("b"), sim.baseUrl().getPort()))
                .hasMessageContaining("127.0.0.1:" + sim.baseUrl().getPort());
    }

    private HttpResponse<byte[]> download() throws Exception {
        return get("/crates/alpha/alpha-1.0.0.crate");
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sim.baseUrl() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }
}

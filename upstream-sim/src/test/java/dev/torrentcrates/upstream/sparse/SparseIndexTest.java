package dev.torrentcrates.upstream.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client is told so that it need not ask twice for the same content. */
@SuppressWarnings("NullAway.Init") // Before each test.
class SparseIndexTest {
    @TempDir Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private UpstreamSim sim;
    private Commit published;

    @BeforeEach
    void start() {
        sim = UpstreamSim.start(folder);
        published = sim.publish(SampleCrates.library("alpha", "1.0.0"));
        sim.publish(SampleCrates.library("beta", "1.0.0"));
    }

    @AfterEach
    void stop() {
        client.close();
        sim.close();
    }

    @Test
    void aFileBearsItsETagAndTheTimeOfTheCommitThatMadeIt() throws Exception {
        HttpResponse<String> answer = get("al/ph/alpha");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).get().asString().matches("\"\\w{40}\"");
        assertThat(answer.headers().firstValue("Last-Modified")).contains(date(published.time()));
    }

    @Test
    void whoHasTheContentIsToldSoAndGetsNone() throws Exception {
        String etag = get("al/ph/alpha").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> answer = get("al/ph/alpha", "If-None-Match", etag);
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("ETag")).contains(etag);
        assertThat(answer.headers().firstValue("Last-Modified")).contains(date(published.time()));

        sim.yank("alpha", "1.0.0");
        assertThat(get("al/ph/alpha", "If-None-Match", etag).body()).contains("\"yanked\":true");
        sim.unyank("alpha", "1.0.0");
        assertThat(get("al/ph/alpha", "If-None-Match", etag).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({"0, 304", "1, 304", "-1, 200"})
    void whoKnowsATimeGetsWhatIsNewer(int seconds, int status) throws Exception {
        String since = date(published.time().plusSeconds(seconds));
        assertThat(get("al/ph/alpha", "If-Modified-Since", since).statusCode()).isEqualTo(status);
    }

    @Test
    void anETagGoesBeforeATime() throws Exception {
        String etag = get("be/ta/beta").headers().firstValue("ETag").orElseThrow();
        String future = date(Instant.parse("2090-01-01T00:00:00Z"));
        assertThat(
                        get("al/ph/alpha", "If-None-Match", etag, "If-Modified-Since", future)
                                .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"If-None-Match|W/%s", "If-None-Match|\"other\", %s", "If-None-Match|*"})
    void everyFormOfAConditionIsUnderstood(String header, String form) throws Exception {
        String etag = get("al/ph/alpha").headers().firstValue("ETag").orElseThrow();
        String condition = form.formatted(etag);
        assertThat(get("al/ph/alpha", header, condition).statusCode()).isEqualTo(304);
    }

    @Test
    void aDateThatIsNoneIsNoCondition() throws Exception {
        assertThat(get("al/ph/alpha", "If-Modified-Since", "yesterday").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSquashAndARestartChangeNoContent() throws Exception {
        String etag = get("al/ph/alpha").headers().firstValue("ETag").orElseThrow();
        sim.squashAndForget();
        sim.close();
        sim = UpstreamSim.start(folder);
        assertThat(get("al/ph/alpha", "If-None-Match", etag).statusCode()).isEqualTo(304);
    }

    @Test
    void aDeletedCrateIsNotFoundWhateverTheClientHas() throws Exception {
        String etag = get("al/ph/alpha").headers().firstValue("ETag").orElseThrow();
        sim.deleteCrate("alpha");
        assertThat(get("al/ph/alpha", "If-None-Match", etag).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(sim.indexUrl() + "/" + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String date(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}

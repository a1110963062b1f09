package dev.torrentcrates.upstream.sparse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.upstream.IndexEdit;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The feed as a reader of crates.io's sees it. */
@SuppressWarnings("NullAway.Init") // Before each test.
class UpdatesFeedTest {
    private static final String CRATES_IO = "https://crates.io/";

    @TempDir Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private UpstreamSim sim;

    @BeforeEach
    void start() {
        sim = UpstreamSim.start(folder);
    }

    @AfterEach
    void stop() {
        client.close();
        sim.close();
    }

    @Test
    void anItemNamesTheCrateAndTheVersionAndWhenItCame() throws Exception {
        Instant time = sim.publish(SampleCrates.library("Alpha_x", "1.0.0+build.5")).time();
        Element item = items().getFirst();

        assertThat(item.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("New crate version published: Alpha_x v1.0.0+build.5");
        assertThat(own(item, "name")).isEqualTo("Alpha_x");
        assertThat(own(item, "version")).isEqualTo("1.0.0+build.5");
        String published = item.getElementsByTagName("pubDate").item(0).getTextContent();
        assertThat(ZonedDateTime.parse(published, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
                .isEqualTo(time);
    }

    @Test
    void aYankIsNoNewsAndADeletedVersionLeavesTheFeed() throws Exception {
        assertThat(items()).isEmpty();
        sim.publish(SampleCrates.library("alpha", "1.0.0"));
        sim.publish(SampleCrates.library("alpha", "2.0.0"));
        String before = get().body();

        sim.yank("alpha", "1.0.0");
        assertThat(get().body()).isEqualTo(before);
        sim.delete("alpha", "1.0.0");
        assertThat(versions()).containsExactly("2.0.0");
    }

    @Test
    void ofOldVersionsTheNewestHundredAreThere() throws Exception {
        publish(130, Duration.ofMinutes(61));
        assertThat(versions()).hasSize(100).startsWith("0.0.0", "0.0.1").doesNotContain("0.0.100");
    }

    @Test
    void ofTheLastHourEveryVersionIsThere() throws Exception {
        publish(130, Duration.ZERO);
        publishOne("1.0.0", Instant.now().minus(Duration.ofMinutes(61)));
        assertThat(versions()).hasSize(130).doesNotContain("1.0.0");
    }

    @Test
    void aFewOfTheLastHourAreFilledUpWithOlderOnes() throws Exception {
        publish(130, Duration.ofMinutes(61));
        publishOne("1.0.0", Instant.now());
        assertThat(versions()).hasSize(100).startsWith("1.0.0", "0.0.0").doesNotContain("0.0.99");
    }

    @Test
    void aVersionWithoutATimeIsTheOldest() throws Exception {
        sim.publish(line("1.0.0", ""), new byte[0]);
        publishOne("2.0.0", Instant.parse("2015-01-01T00:00:00Z"));
        assertThat(versions()).containsExactly("2.0.0", "1.0.0");
    }

    @Test
    void whoHasTheFeedIsToldSo() throws Exception {
        sim.publish(SampleCrates.library("alpha", "1.0.0"));
        HttpResponse<String> feed = get();
        String etag = feed.headers().firstValue("ETag").orElseThrow();
        String time = feed.headers().firstValue("Last-Modified").orElseThrow();
        assertThat(feed.headers().firstValue("Content-Type")).contains("application/rss+xml");

        sim.yank("alpha", "1.0.0");
        assertThat(get("If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(get("If-Modified-Since", time).statusCode()).isEqualTo(304);
        sim.publish(SampleCrates.library("alpha", "2.0.0"));
        assertThat(get("If-None-Match", etag).statusCode()).isEqualTo(200);
    }

    /** One a second, the newest first. */
    private void publish(int many, Duration age) {
        Instant newest = Instant.now().minus(age);
        sim.commit(
                "many",
                edit -> {
                    for (int i = 0; i < many; i++) {
                        publishOne(edit, "0.0." + i, newest.minusSeconds(i));
                    }
                });
    }

    private void publishOne(String version, Instant time) {
        sim.commit("one", edit -> publishOne(edit, version, time));
    }

    private static void publishOne(IndexEdit edit, String version, Instant time) {
        String pubtime = ",\"pubtime\":\"" + time.truncatedTo(ChronoUnit.SECONDS) + "\"";
        edit.publish(line(version, pubtime), new byte[0]);
    }

    private static String line(String version, String pubtime) {
        return "{\"name\":\"many\",\"vers\":\"%s\",\"deps\":[],\"cksum\":\"%s\"%s}"
                .formatted(version, Sha256.ofContent(version.getBytes(UTF_8)), pubtime);
    }

    private List<String> versions() throws Exception {
        return items().stream().map(item -> own(item, "version")).toList();
    }

    private static String own(Element item, String name) {
        return item.getElementsByTagNameNS(CRATES_IO, name).item(0).getTextContent();
    }

    private List<Element> items() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        NodeList nodes =
                factory.newDocumentBuilder()
                        .parse(new ByteArrayInputStream(get().body().getBytes(UTF_8)))
                        .getElementsByTagName("item");
        List<Element> items = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            items.add((Element) nodes.item(i));
        }
        return items;
    }

    private HttpResponse<String> get(String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(sim.feedUrl());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}

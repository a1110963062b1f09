package dev.torrentcrates.indexservice;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.upstream.sample.SampleCrate;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sparse index as cargo meets it, and what operators see. */
@QuarkusTest
@QuarkusTestResource(IndexGround.class)
@SuppressWarnings("NullAway.Init") // The test resource sets the field.
class IndexEdgeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Pipeline pipeline;

    @Test
    void onlyTheExactPathOfACrateIsAFile() throws Exception {
        SampleCrate crate = Crates.crate("Exact_path");
        String path = "/index/ex/ac/exact_path";
        pipeline.publish(crate, 1);
        await().atMost(PATIENCE).until(() -> get(path).statusCode() == 200);

        for (String other :
                List.of(
                        "Ex/ac/Exact_path",
                        "ex/ac/exact-path",
                        "exact_path",
                        "xx/ac/exact_path",
                        "ex/ac/..",
                        "3/a/abc",
                        "config")) {
            get("/index/" + other).then().statusCode(404);
        }
        given().head(path).then().statusCode(200);
    }

    @Test
    void cargoIsToldWhereEverythingIs() {
        Response config = get("/index/config.json");

        assertThat(config.statusCode()).isEqualTo(200);
        assertThat(config.jsonPath().getString("dl"))
                .isEqualTo(url("/api/v1/crates/{crate}/{version}/download"));
        assertThat(config.jsonPath().getString("api")).isEqualTo(url(""));
    }

    @Test
    void anUpgradeToHttp2IsAccepted() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(URI.create(url("/index/config.json"))).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void itTellsHowItIs() throws Exception {
        pipeline.publish(Crates.crate("counted"), 1);
        pipeline.beat();
        await().atMost(PATIENCE)
                .until(() -> get("/api/v1/statistics").jsonPath().getInt("seeders") == 1);
        await().atMost(PATIENCE)
                .until(() -> get("/api/v1/statistics").jsonPath().getInt("versions.visible") > 0);

        Response statistics = get("/api/v1/statistics");
        assertThat(statistics.jsonPath().getBoolean("caught_up")).isTrue();
        assertThat(statistics.jsonPath().getInt("crates")).isPositive();
        get("/q/health/live").then().statusCode(200);
        assertThat(get("/q/health/ready").asString()).contains("index-service");
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + RestAssured.port + path;
    }
}

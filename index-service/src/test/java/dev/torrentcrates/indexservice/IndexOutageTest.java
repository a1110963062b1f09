package dev.torrentcrates.indexservice;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.upstream.sample.SampleCrate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers come late, go away and come back; storage is never there. */
@QuarkusTest
@TestProfile(IndexOutageTest.NobodyThere.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields.
class IndexOutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    @TempDir static Path folder;

    /** Nothing listens where the brokers and the storage are to be. */
    public static final class NobodyThere implements QuarkusTestProfile {
        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return Map.of(
                        "kafka.bootstrap.servers", "127.0.0.1:" + free.getLocalPort(),
                        "index.storage.endpoint", "http://127.0.0.1:" + other.getLocalPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void itAnswersOnceTheLogWasReadAndFromThenOnWithoutAnyBroker() throws Exception {
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/q/health/ready").statusCode()).isEqualTo(503);
        for (String path :
                new String[] {
                    "/index/ou/ta/outage-before",
                    "/api/v1/crates/outage-before",
                    "/announce?info_hash=aaaaaaaaaaaaaaaaaaaa&peer_id=aaaaaaaaaaaaaaaaaaaa&port=1"
                }) {
            Response answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.header("Retry-After")).as(path).isEqualTo("5");
        }
        assertThat(get("/api/v1/statistics").jsonPath().getBoolean("caught_up")).isFalse();

        try (EmbeddedKafka _ = startKafka()) {
            publish(Crates.crate("outage-before"));
            awaitVisible("before");
            assertThat(get("/q/health/ready").statusCode()).isEqualTo(200);
        }

        assertThat(get("/index/ou/ta/outage-before").statusCode()).isEqualTo(200);
        assertThat(get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/crates/outage-before/1.0.0/download").statusCode()).isEqualTo(503);

        try (EmbeddedKafka _ = startKafka()) {
            publish(Crates.crate("outage-after"));
            awaitVisible("after");
        }
    }

    private EmbeddedKafka startKafka() throws IOException {
        int port = URI.create("kafka://" + brokers).getPort();
        return EmbeddedKafka.start(folder.resolve("kafka"), port);
    }

    private void publish(SampleCrate crate) throws IOException {
        try (Pipeline pipeline = Pipeline.withoutStorage(brokers)) {
            pipeline.announce(crate, 1);
        }
    }

    private static void awaitVisible(String which) {
        await(which)
                .atMost(PATIENCE)
                .until(() -> get("/index/ou/ta/outage-" + which).statusCode() == 200);
    }
}

package dev.torrentcrates.bench.crates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.bench.Progress;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.index.IndexLine;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CrateServerTest {
    private static final int LARGE = 3 << 20;

    @TempDir Path folder;
    private List<MadeCrate> crates = List.of();

    @BeforeEach
    void make() throws IOException {
        Progress silent =
                new Progress(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
        crates = CrateFolder.write(folder, new CrateSizes(List.of(100, LARGE, 70_000)), silent);
    }

    @Test
    void itsConfigSaysWhereCratesAreAndThereTheyAre() throws Exception {
        try (CrateServer server = CrateServer.start(crates, Delivery.AT_ONCE);
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(new String(get(client, server.index().resolve("config.json")).body(), UTF_8))
                    .isEqualTo("{\"dl\":\"" + server.index() + "crates/{crate}-{version}.crate\"}");
            for (MadeCrate crate : crates) {
                byte[] body = get(client, address(server, crate)).body();
                assertThat(Sha256.ofContent(body)).isEqualTo(crate.line().cksum());
            }
        }
    }

    @Test
    void whatItDoesNotHaveItSays() throws Exception {
        try (CrateServer server = CrateServer.start(crates, Delivery.AT_ONCE);
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(get(client, server.index().resolve("crates/other-1.0.0.crate")).statusCode())
                    .isEqualTo(404);
            assertThat(get(client, server.index().resolve("cr/at/crate")).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void everyCrateIsAnotherOne() {
        assertThat(crates.stream().map(MadeCrate::line).map(IndexLine::cksum))
                .doesNotHaveDuplicates();
        assertThat(crates.stream().map(MadeCrate::fileName)).doesNotHaveDuplicates();
    }

    @Test
    void allTogetherNoneIsWholeBeforeEveryOneWasAskedFor() throws Exception {
        AllTogether together = new AllTogether(2);
        try (CrateServer server = CrateServer.start(crates, together);
                HttpClient client = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<byte[]>> first = ask(client, server, crates.get(1));
            assertThat(first)
                    .as("a file alone")
                    .failsWithin(Duration.ofMillis(300))
                    .withThrowableOfType(TimeoutException.class);
            CompletableFuture<HttpResponse<byte[]>> second = ask(client, server, crates.get(2));

            assertThat(first.join().body()).hasSize(LARGE);
            assertThat(second.join().body()).hasSize(70_000);
        }
        assertThat(together.mostUnderWay()).isEqualTo(2);
        assertThat(together.mostUnfinishedBytes()).isBetween(LARGE / 2L, LARGE + 70_000L);
    }

    private static CompletableFuture<HttpResponse<byte[]>> ask(
            HttpClient client, CrateServer server, MadeCrate crate) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address(server, crate)).build();
        return client.sendAsync(request, BodyHandlers.ofByteArray());
    }

    private static URI address(CrateServer server, MadeCrate crate) throws IOException {
        return server.index().resolve("crates/" + crate.fileName());
    }

    private static HttpResponse<byte[]> get(HttpClient client, URI address) throws Exception {
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
    }
}

package dev.torrentcrates.torrentizer.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.attempt.Attempts;
import dev.torrentcrates.torrentizer.upstream.Fetched.Content;
import dev.torrentcrates.torrentizer.upstream.Fetched.LengthRefused;
import dev.torrentcrates.torrentizer.upstream.Fetched.Missing;
import dev.torrentcrates.torrentizer.upstream.Fetched.Unavailable;
import dev.torrentcrates.torrentizer.upstream.server.TinyRegistry;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the HTTP source looks, and what it does with answers that are out of the ordinary. */
@SuppressWarnings("NullAway.Init") // JUnit calls what sets the fields.
class HttpAddressesTest {
    private static final SampleCrate CRATE = SampleCrates.ofText("found", "1.0.0", "the content");
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final int MAX_LENGTH = 1_000;

    @TempDir Path folder;
    private final AtomicReference<Instant> now = new AtomicReference<>(Fixture.NOON);
    private TinyRegistry registry;
    private HttpCrateSource source;

    @BeforeEach
    void start() throws IOException {
        registry = new TinyRegistry();
        source = new HttpCrateSource(settings(registry.index()), now::get, _ -> {});
        registry.configure("crates");
        registry.on("/crates/found", exchange -> TinyRegistry.send(exchange, 200, CRATE.content()));
    }

    @AfterEach
    void stop() {
        source.close();
        registry.close();
    }

    @Test
    void aRedirectIsFollowed() throws Exception {
        registry.on("/elsewhere", exchange -> TinyRegistry.send(exchange, 200, CRATE.content()));
        registry.on(
                "/crates/found",
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "/elsewhere");
                    TinyRegistry.send(exchange, 302, new byte[0]);
                });

        assertThat(fetch()).isInstanceOf(Content.class);
    }

    @Test
    void everyRequestSaysWhoIsAsking() throws Exception {
        fetch();

        assertThat(registry.userAgent()).isEqualTo(UpstreamFixture.USER_AGENT);
    }

    @Test
    void theConfigurationIsReadOnceAndAgainAfterAnHour() throws Exception {
        fetch();
        fetch();
        assertThat(registry.requests("/config.json")).isEqualTo(1);

        now.set(Fixture.NOON.plus(Duration.ofHours(1)));

        fetch();
        assertThat(registry.requests("/config.json")).isEqualTo(2);
    }

    @Test
    void afterAFailureTheFilesAreLookedForWhereTheConfigurationSaysThen() throws Exception {
        fetch();
        registry.configure("moved");
        registry.on("/crates/found", exchange -> TinyRegistry.send(exchange, 410, new byte[0]));
        registry.on("/moved/found", exchange -> TinyRegistry.send(exchange, 200, CRATE.content()));

        assertThat(fetch()).isEqualTo(new Missing(410));
        now.set(Fixture.NOON.plusSeconds(10));
        assertThat(fetch()).isInstanceOf(Content.class);
    }

    @Test
    void anUpstreamThatFailsTwentyTimesIsNotAskedForItsConfigurationTwentyTimes() throws Exception {
        registry.on("/crates/found", exchange -> TinyRegistry.send(exchange, 404, new byte[0]));

        for (int i = 0; i < 20; i++) {
            fetch();
        }

        assertThat(registry.requests("/config.json")).isEqualTo(1);
    }

    @Test
    void twentyVersionsDoNotAskTwentyTimesForAConfigurationThatIsNotThere() throws Exception {
        registry.on(
                "/config.json",
                exchange -> {
                    // Upstream takes its time, so that asking again would be due by the clock.
                    now.updateAndGet(it -> it.plusSeconds(40));
                    TinyRegistry.send(exchange, 500, new byte[0]);
                });

        for (int i = 0; i < 20; i++) {
            assertThat(fetch())
                    .isInstanceOfSatisfying(
                            Unavailable.class, it -> assertThat(it.reason()).contains("500"));
        }
        assertThat(registry.requests("/config.json")).isEqualTo(1);

        now.updateAndGet(it -> it.plusSeconds(10));
        registry.configure("crates");
        assertThat(fetch()).isInstanceOf(Content.class);
    }

    @Test
    void theOldConfigurationServesWhereTheNewOneCannotBeRead() throws Exception {
        fetch();
        registry.on("/config.json", exchange -> TinyRegistry.send(exchange, 500, new byte[0]));
        now.set(Fixture.NOON.plus(Duration.ofHours(2)));

        assertThat(fetch()).isInstanceOf(Content.class);
    }

    @Test
    void withoutAConfigurationUpstreamIsUnavailable() throws Exception {
        registry.on(
                "/config.json", exchange -> TinyRegistry.send(exchange, 200, "{}".getBytes(UTF_8)));

        assertThat(fetch())
                .isInstanceOfSatisfying(
                        Unavailable.class, it -> assertThat(it.reason()).contains("'dl'"));
    }

    @Test
    void aBodyThatStopsComingIsNotWaitedForForever() throws Exception {
        registry.on("/crates/found", registry.halfOf(CRATE.content()));

        assertThat(fetch())
                .isInstanceOfSatisfying(
                        Unavailable.class, it -> assertThat(it.reason()).contains("then none for"));
    }

    @Test
    void aBodyOfUnknownLengthIsReadUpToTheBoundOnly() throws Exception {
        registry.on(
                "/crates/found",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0); // chunked
                    exchange.getResponseBody().write(new byte[100 * MAX_LENGTH]);
                });

        assertThat(fetch())
                .isInstanceOfSatisfying(
                        LengthRefused.class,
                        it -> assertThat(it.length()).isGreaterThan(MAX_LENGTH));
    }

    @Test
    void anUpstreamThatDoesNotListenIsUnavailable() throws Exception {
        registry.close();

        assertThat(fetch()).isInstanceOf(Unavailable.class);
    }

    @Test
    void anIndexWithoutItsSlashIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(URI.create("https://example.org/index")))
                .withMessageContaining("https://example.org/index");
    }

    private Fetched fetch() throws IOException, InterruptedException {
        return source.fetch(
                VersionIdentity.of(Registry.CRATES_IO, Fixture.line(CRATE)), Attempts.UNHURRIED);
    }

    private SourceSettings settings(URI index) {
        return UpstreamFixture.settings(index, PATIENCE, MAX_LENGTH, folder);
    }
}

package dev.torrentcrates.torrentizer.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.attempt.Attempts;
import dev.torrentcrates.torrentizer.upstream.Fetched.Content;
import dev.torrentcrates.torrentizer.upstream.Fetched.Unavailable;
import dev.torrentcrates.torrentizer.upstream.server.Hpack;
import dev.torrentcrates.torrentizer.upstream.server.Http2Server;
import dev.torrentcrates.torrentizer.upstream.server.RawHttp2;
import dev.torrentcrates.torrentizer.upstream.server.TestCertificate;
import dev.torrentcrates.torrentizer.upstream.server.TinyRegistry;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS crates come by HTTP/2, many at once through one connection. */
@SuppressWarnings("NullAway.Init") // JUnit calls what sets the fields.
@Timeout(60)
class Http2SourceTest {
    private static final SampleCrate CRATE = SampleCrates.ofText("found", "1.0.0", "the content");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MAX_LENGTH = 1_000_000;
    private static final int AT_ONCE = 60;

    @TempDir static Path shared;
    private static TestCertificate certificate;

    @TempDir Path folder;
    private TinyRegistry registry;
    private HttpCrateSource source;

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException {
        certificate = TestCertificate.in(shared);
    }

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        registry = new TinyRegistry();
        source = source(HttpClient.newBuilder().sslContext(certificate.context()));
    }

    @AfterEach
    void stop() {
        source.close();
        registry.close();
    }

    @Test
    void manyDownloadsShareAConnection() throws Exception {
        try (Http2Server server =
                        Http2Server.holdingAllBut(1, AT_ONCE, certificate, CRATE.content());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            cratesAreAt(server.address());
            assertThat(fetch()).isInstanceOf(Content.class);

            List<Future<Fetched>> fetched = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                fetched.add(threads.submit(() -> fetch(source)));
            }
            for (Future<Fetched> each : fetched) {
                assertThat(each.get()).isInstanceOf(Content.class);
            }

            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.versions()).containsExactly("HTTP_2");
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        try (Http2Server server = Http2Server.holdingAllBut(9, 0, certificate, CRATE.content());
                HttpCrateSource distrustful = source(HttpClient.newBuilder())) {
            cratesAreAt(server.address());

            assertUnavailable(fetch(distrustful), "SSL");
            assertThat(server.versions()).isEmpty();
        }
    }

    @Test
    void aServerMaySendAMebibyteOfAFileAhead() throws Exception {
        try (RawHttp2 server =
                new RawHttp2(
                        certificate.context(),
                        (frames, stream, _) -> frames.answer(stream, CRATE.content()))) {
            cratesAreAt(server.address());

            assertThat(fetch()).isInstanceOf(Content.class);

            assertThat(server.settings()).containsEntry(RawHttp2.INITIAL_WINDOW_SIZE, 1024 * 1024);
        }
    }

    @Test
    void aConnectionThatIsToBeLeftIsFollowedByAnother() throws Exception {
        try (RawHttp2 server =
                new RawHttp2(
                        certificate.context(),
                        (frames, stream, connection) -> {
                            if (connection == 1) {
                                // No stream was dealt with, for no reason.
                                frames.send(RawHttp2.GOAWAY, RawHttp2.NO_FLAGS, 0, new byte[8]);
                            } else {
                                frames.answer(stream, CRATE.content());
                            }
                        })) {
            cratesAreAt(server.address());

            assertThat(fetch()).isInstanceOf(Content.class);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionThatHasGoneDeadIsFollowedByAnother() throws Exception {
        HttpClient.Builder client = HttpClient.newBuilder().sslContext(certificate.context());
        try (RawHttp2 server =
                        new RawHttp2(
                                certificate.context(),
                                (frames, stream, connection) -> {
                                    if (connection > 1) {
                                        frames.answer(stream, CRATE.content());
                                    }
                                });
                HttpCrateSource impatient = source(client, Duration.ofMillis(500))) {
            cratesAreAt(server.address());

            for (int i = 0; i < 3; i++) {
                assertUnavailable(fetch(impatient), "no answer in 500 ms");
            }

            assertThat(fetch(impatient)).isInstanceOf(Content.class);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aRedirectFromHttpsToHttpIsNotFollowed() throws Exception {
        registry.on("/plain", exchange -> TinyRegistry.send(exchange, 200, CRATE.content()));
        byte[] found = Hpack.headers(302, "location", registry.index() + "plain");
        try (RawHttp2 server =
                new RawHttp2(
                        certificate.context(),
                        (frames, stream, _) ->
                                frames.send(
                                        RawHttp2.HEADERS,
                                        RawHttp2.END_HEADERS | RawHttp2.END_STREAM,
                                        stream,
                                        found))) {
            cratesAreAt(server.address());

            assertUnavailable(fetch(), "answers 302");
            assertThat(registry.requests("/plain")).isZero();
        }
    }

    @Test
    void aStreamThatIsResetIsNoContentAndHarmsNoOther() throws Exception {
        try (RawHttp2 server =
                new RawHttp2(
                        certificate.context(),
                        (frames, stream, _) -> {
                            if (stream == 1) {
                                byte[] internalError = {0, 0, 0, 2};
                                frames.send(
                                        RawHttp2.RST_STREAM,
                                        RawHttp2.NO_FLAGS,
                                        stream,
                                        internalError);
                            } else {
                                frames.answer(stream, CRATE.content());
                            }
                        })) {
            cratesAreAt(server.address());

            assertUnavailable(fetch(), "RST_STREAM");
            assertThat(fetch()).isInstanceOf(Content.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aBodyThatIsShorterThanAnnouncedIsCutOff() throws Exception {
        byte[] headers = Hpack.headers(200, "content-length", "900000");
        try (RawHttp2 server =
                new RawHttp2(
                        certificate.context(),
                        (frames, stream, _) -> {
                            frames.send(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, headers);
                            frames.send(
                                    RawHttp2.DATA, RawHttp2.END_STREAM, stream, CRATE.content());
                        })) {
            cratesAreAt(server.address());

            assertUnavailable(fetch(), "of 900000 bytes announced, 11 came");
        }
    }

    /** 4 KB that are said once, and repeated by a byte each: 4 GB in 1 MB. */
    @Test
    void headersThatSwellWhenTheyAreDecodedAreNotKept() throws Exception {
        byte[] first = Hpack.headers(200, "x", "z".repeat(4_000));
        byte[] again = Hpack.again(RawHttp2.MAX_FRAME);
        try (RawHttp2 server =
                new RawHttp2(
                        certificate.context(),
                        (frames, stream, _) -> {
                            frames.send(RawHttp2.HEADERS, RawHttp2.NO_FLAGS, stream, first);
                            for (int i = 0; i < 64; i++) {
                                frames.send(
                                        RawHttp2.CONTINUATION, RawHttp2.NO_FLAGS, stream, again);
                            }
                            frames.send(RawHttp2.CONTINUATION, RawHttp2.END_HEADERS, stream, again);
                        })) {
            cratesAreAt(server.address());
            long begun = System.nanoTime();

            assertUnavailable(fetch(), "ProtocolException");

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(PATIENCE.dividedBy(2));
        }
    }

    private void cratesAreAt(URI address) {
        String config = "{\"dl\":\"" + address + "{crate}\"}";
        registry.on(
                "/config.json",
                exchange -> TinyRegistry.send(exchange, 200, config.getBytes(UTF_8)));
    }

    private HttpCrateSource source(HttpClient.Builder client) throws IOException {
        return source(client, PATIENCE);
    }

    private HttpCrateSource source(HttpClient.Builder client, Duration patience)
            throws IOException {
        return new HttpCrateSource(
                UpstreamFixture.settings(registry.index(), patience, MAX_LENGTH, folder),
                InstantSource.system(),
                _ -> {},
                client);
    }

    private Fetched fetch() throws IOException, InterruptedException {
        return fetch(source);
    }

    private static Fetched fetch(HttpCrateSource source) throws IOException, InterruptedException {
        return source.fetch(
                VersionIdentity.of(Registry.CRATES_IO, Fixture.line(CRATE)), Attempts.UNHURRIED);
    }

    private static void assertUnavailable(Fetched fetched, String reason) {
        assertThat(fetched)
                .isInstanceOfSatisfying(
                        Unavailable.class, it -> assertThat(it.reason()).contains(reason));
    }
}

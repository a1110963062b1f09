package dev.torrentcrates.cargotorrent.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a server's answers, good and bad. */
class RemoteFilesTest {
    private static final Validators BY_ETAG = new Validators("\"1\"", "yesterday");
    private static final Validators BY_TIME = new Validators(null, "yesterday");

    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer server;
    private RemoteFiles files;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        files =
                new RemoteFiles(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/index/"),
                        new Patience(
                                Duration.ofSeconds(5),
                                Duration.ofMillis(700),
                                Duration.ofMinutes(1)));
    }

    @AfterEach
    void stop() {
        ended.countDown();
        files.close();
        server.stop(0);
    }

    @Test
    void aFileComesWithItsValidators() {
        answer(
                exchange -> {
                    exchange.getResponseHeaders().set("ETag", "\"1\"");
                    exchange.getResponseHeaders().set("Last-Modified", "yesterday");
                    send(exchange, 200, "content".getBytes(UTF_8));
                });

        assertThat(files.ask("se/rd/serde", Validators.NONE))
                .isInstanceOfSatisfying(
                        FileAnswer.Fresh.class,
                        fresh -> {
                            assertThat(fresh.content()).asString(UTF_8).isEqualTo("content");
                            assertThat(fresh.validators()).isEqualTo(BY_ETAG);
                        });
        assertThat(files.trouble()).isNull();
    }

    @Test
    void theValidatorsAreSentAndTheSameFileIsNot() {
        answer(
                exchange -> {
                    boolean known =
                            "\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
                                    || "yesterday"
                                            .equals(
                                                    exchange.getRequestHeaders()
                                                            .getFirst("If-Modified-Since"));
                    exchange.sendResponseHeaders(known ? 304 : 200, -1);
                });

        assertThat(files.ask("x", BY_ETAG)).isEqualTo(new FileAnswer.Unchanged());
        assertThat(files.ask("x", BY_TIME)).isEqualTo(new FileAnswer.Unchanged());
    }

    @Test
    void aPackedFileIsUnpacked() {
        answer(
                exchange -> {
                    assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding"))
                            .isEqualTo("gzip");
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    send(exchange, 200, packed("content".getBytes(UTF_8)));
                });

        assertThat(files.ask("x", Validators.NONE))
                .isInstanceOfSatisfying(
                        FileAnswer.Fresh.class,
                        fresh -> assertThat(fresh.content()).asString(UTF_8).isEqualTo("content"));
    }

    @Test
    void aFileThatUnpacksToMoreThanAnyIndexFileIsRefused() {
        answer(
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    send(exchange, 200, packed(new byte[RemoteFiles.MAX_FILE_BYTES + 1]));
                });

        assertThat(files.ask("x", Validators.NONE)).isInstanceOf(FileAnswer.Unreachable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410, 451})
    void whatTheServerHasNotIsAbsent(int status) {
        answer(exchange -> send(exchange, status, new byte[0]));

        assertThat(files.ask("x", Validators.NONE)).isEqualTo(new FileAnswer.Absent());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 500, 503})
    void anyOtherAnswerIsTroubleAndSaysNothingOfTheFile(int status) {
        answer(exchange -> send(exchange, status, new byte[0]));

        assertThat(files.ask("x", Validators.NONE))
                .isInstanceOfSatisfying(
                        FileAnswer.Unreachable.class,
                        answer -> assertThat(answer.reason()).contains(status + " for x"));
        assertThat(files.trouble()).contains(String.valueOf(status));
    }

    @Test
    void aServerThatIsTooSlowIsNotWaitedFor() {
        answer(
                exchange -> {
                    try {
                        ended.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });

        assertThat(files.ask("x", Validators.NONE))
                .isInstanceOfSatisfying(
                        FileAnswer.Unreachable.class,
                        answer -> assertThat(answer.reason()).contains("in time"));
    }

    @Test
    @Timeout(10)
    void aServerThatStallsWithinAFileIsNotWaitedFor() {
        answer(
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write(new byte[50]);
                    exchange.getResponseBody().flush();
                    try {
                        ended.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });

        assertThat(files.ask("x", Validators.NONE))
                .isInstanceOfSatisfying(
                        FileAnswer.Unreachable.class,
                        answer -> assertThat(answer.reason()).contains("in time"));
        assertThat(files.trouble()).contains("in time");
    }

    @Test
    void aServerThatIsNotThereIsTroubleUntilItAnswers() {
        server.stop(0);

        assertThat(files.ask("x", Validators.NONE)).isInstanceOf(FileAnswer.Unreachable.class);
        assertThat(files.trouble()).contains("no connection");
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private void answer(Answer answer) {
        server.createContext(
                "/index/",
                exchange -> {
                    try (exchange) {
                        answer.to(exchange);
                    }
                });
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }
}

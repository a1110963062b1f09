package dev.torrentcrates.watcher.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.torrentcrates.crate.CrateName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** As much of crates.io's API as gives its crates by downloads, and answers as a test says. */
final class TinyCratesApi implements AutoCloseable {
    private final HttpServer server;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Answer answer = exchange -> send(exchange, 404, "");

    /** What was asked, and when by the test's clock. */
    record Request(Instant time, String pathAndQuery, String userAgent) {}

    /** How a request is answered. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    TinyCratesApi(Clock clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 9);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/crates");
    }

    List<Request> requests() {
        return requests;
    }

    void answers(Answer next) {
        answer = next;
    }

    /** The first of the crates that it has. */
    static List<CrateName> crates(int count) {
        return IntStream.range(0, count).mapToObj(i -> CrateName.of("crate-" + i)).toList();
    }

    /** From now on there are so many crates, {@code crate-0} the most downloaded. */
    void has(int crates) {
        answers(
                exchange -> {
                    int page =
                            Integer.parseInt(
                                    exchange.getRequestURI().getQuery().replaceAll(".*&page=", ""));
                    int begin = (page - 1) * 100;
                    send(
                            exchange,
                            200,
                            IntStream.range(begin, Math.min(crates, begin + 100))
                                    .mapToObj(i -> "{\"id\":\"x\",\"name\":\"crate-" + i + "\"}")
                                    .collect(
                                            Collectors.joining(
                                                    ",", "{\"crates\":[", "],\"meta\":{}}")));
                });
    }

    /** From now on it answers with an error, and with this header where it is not empty. */
    void refuses(int status, String retryAfter) {
        answers(
                exchange -> {
                    if (!retryAfter.isEmpty()) {
                        exchange.getResponseHeaders().set("Retry-After", retryAfter);
                    }
                    send(exchange, status, "{\"errors\":[]}");
                });
    }

    /** From now on it begins an answer and never ends it. */
    void hangs() {
        answers(
                exchange -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    closed.await();
                });
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(
                    new Request(
                            clock.instant(),
                            exchange.getRequestURI().toString(),
                            exchange.getRequestHeaders().getFirst("User-Agent")));
            answer.to(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

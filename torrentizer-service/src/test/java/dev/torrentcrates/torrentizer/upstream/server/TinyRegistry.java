package dev.torrentcrates.torrentizer.upstream.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers as a test says, where {@code UpstreamSim} would be too well-behaved. */
public final class TinyRegistry implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String userAgent = "";

    /** How one path is answered. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    /** Starts on a free port. */
    public TinyRegistry() throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 128);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Its address, with a slash at the end. */
    public URI index() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The next answers under a path. */
    public void on(String path, Answer answer) {
        answers.put(path, answer);
    }

    /** Config.json, with crates under a path. */
    public void configure(String cratesPath) {
        String config = "{\"dl\":\"" + index() + cratesPath + "/{crate}\"}";
        on("/config.json", exchange -> send(exchange, 200, config.getBytes(UTF_8)));
    }

    /** How often a path was asked for. */
    public int requests(String path) {
        return requests.getOrDefault(path, 0);
    }

    /** Of the latest request. */
    public String userAgent() {
        return userAgent;
    }

    /** Answers with a body, whose length is announced. */
    public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Half of the body, and then nothing until the test is over. */
    public Answer halfOf(byte[] body) {
        return exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
            closed.await();
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.merge(path, 1, Integer::sum);
            userAgent = exchange.getRequestHeaders().getFirst("User-Agent");
            Answer answer = answers.get(path);
            if (answer == null) {
                send(exchange, 404, new byte[0]);
            } else {
                answer.to(exchange);
            }
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

package dev.torrentcrates.watcher.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server with the files, and the answers, that a test gives it. */
public final class TinyServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** What was asked. */
    public record Request(String path, Map<String, List<String>> headers) {
        /** The first of a name; empty where there is none. */
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /** How a request is answered; headers come in pairs. */
    public record Answer(int status, byte[] body, String... headers) {}

    /** Starts, with nothing. */
    public TinyServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 9);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Ends in a slash. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** What was asked so far. */
    public List<Request> requests() {
        return requests;
    }

    /** From now on a path is answered so. */
    public void answers(String path, int status, String body, String... headers) {
        answers.put("/" + path, new Answer(status, body.getBytes(UTF_8), headers));
    }

    /** From now on a path is answered with 404. */
    public void forgets(String path) {
        answers.remove("/" + path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(new Request(path, Map.copyOf(exchange.getRequestHeaders())));
            Answer answer = answers.getOrDefault(path, new Answer(404, new byte[0]));
            for (int i = 0; i < answer.headers().length; i += 2) {
                exchange.getResponseHeaders().set(answer.headers()[i], answer.headers()[i + 1]);
            }
            String etag = exchange.getResponseHeaders().getFirst("ETag");
            if (etag != null
                    && etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            int length = answer.body().length;
            exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

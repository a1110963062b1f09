package dev.torrentcrates.upstream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.torrentcrates.upstream.download.CrateDownloads;
import dev.torrentcrates.upstream.download.HttpAnswer;
import dev.torrentcrates.upstream.git.GitHttp;
import dev.torrentcrates.upstream.sparse.SparseIndex;
import dev.torrentcrates.upstream.sparse.UpdatesFeed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The HTTP server: git and sparse index under {@code /index/}, crate files under {@code /crates/},
 * the feed of new versions at {@code /rss/updates.xml}.
 *
 * <p>Listens on loopback alone, from construction until it is closed.
 */
final class HttpSide implements AutoCloseable {
    private static final int BACKLOG = 1024;

    static {
        // Without it Nagle's algorithm and delayed acknowledgements add 40 ms to many answers. The
        // JDK reads the property when its server class is loaded.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final Handlers handlers;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Who answers what. */
    record Handlers(GitHttp git, SparseIndex sparse, UpdatesFeed feed, CrateDownloads downloads) {}

    /**
     * Starts.
     *
     * @param port 0 for any that is free
     */
    HttpSide(int port, Handlers handlers) throws IOException {
        this.handlers = handlers;
        this.server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", HttpSide::refuse);
        server.createContext("/index/", this::index);
        server.createContext("/crates/", this::crates);
        server.createContext("/rss/", this::rss);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Stops at once: running answers are cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void index(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = pathWithin(exchange);
            switch (exchange.getRequestMethod() + " " + path) {
                case "GET info/refs" -> handlers.git().advertise(exchange);
                case "POST git-upload-pack" -> handlers.git().upload(exchange);
                default -> {
                    if (isRead(exchange)) {
                        handlers.sparse().handle(exchange, path);
                    } else {
                        refuse(exchange);
                    }
                }
            }
        }
    }

    private void crates(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (isRead(exchange)) {
                handlers.downloads().handle(exchange, pathWithin(exchange));
            } else {
                refuse(exchange);
            }
        }
    }

    private void rss(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (isRead(exchange) && pathWithin(exchange).equals("updates.xml")) {
                handlers.feed().handle(exchange);
            } else {
                refuse(exchange);
            }
        }
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpAnswer.text(
                    exchange, 404, "here are /index/, /crates/, /rss/updates.xml and nothing else");
        }
    }

    private static boolean isRead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("GET")
                || exchange.getRequestMethod().equals("HEAD");
    }

    private static String pathWithin(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(exchange.getHttpContext().getPath().length());
    }
}

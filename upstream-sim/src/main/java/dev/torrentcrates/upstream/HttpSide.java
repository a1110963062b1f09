package dev.torrentcrates.upstream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.torrentcrates.upstream.download.CrateDownloads;
import dev.torrentcrates.upstream.download.HttpAnswer;
import dev.torrentcrates.upstream.git.GitHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The HTTP server: git and sparse index under {@code /index/}, crate files under {@code /crates/}.
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

    private final GitHttp git;
    private final SparseIndex sparse;
    private final CrateDownloads downloads;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Starts.
     *
     * @param port 0 for any that is free
     */
    HttpSide(int port, GitHttp git, SparseIndex sparse, CrateDownloads downloads)
            throws IOException {
        this.git = git;
        this.sparse = sparse;
        this.downloads = downloads;
        this.server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", HttpSide::refuse);
        server.createContext("/index/", this::index);
        server.createContext("/crates/", this::crates);
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
                case "GET info/refs" -> git.advertise(exchange);
                case "POST git-upload-pack" -> git.upload(exchange);
                default -> {
                    if (isRead(exchange)) {
                        sparse.handle(exchange, path);
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
                downloads.handle(exchange, pathWithin(exchange));
            } else {
                refuse(exchange);
            }
        }
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpAnswer.text(exchange, 404, "here are /index/ and /crates/ and nothing else");
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

package dev.torrentcrates.swarm.libtorrent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A web server on loopback that serves one file, whole or in ranges. */
final class WebSeed implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

    private final byte[] content;
    private final HttpServer server;

    WebSeed(byte[] content) throws IOException {
        this.content = content;
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String range = exchange.getRequestHeaders().getFirst("Range");
            Matcher matcher = RANGE.matcher(range == null ? "" : range);
            int from = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
            int to = range == null ? content.length - 1 : Integer.parseInt(matcher.group(2));
            if (range != null) {
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes " + from + "-" + to + "/" + content.length);
            }
            exchange.sendResponseHeaders(range == null ? 200 : 206, to - from + 1);
            exchange.getResponseBody().write(content, from, to - from + 1);
        }
    }
}

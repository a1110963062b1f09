package dev.torrentcrates.swarm.libtorrent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A tracker (BEP 3, compact peers of BEP 23) on loopback that remembers whoever announces. */
final class HttpTracker implements AutoCloseable {
    static {
        // Or the answer's second part waits 40 ms for the first's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Map<String, Set<Integer>> portsByInfohash = new ConcurrentHashMap<>();
    private final HttpServer server;

    HttpTracker() throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** How many infohashes were announced. */
    int infohashes() {
        return portsByInfohash.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> query =
                    Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
                            .map(parameter -> parameter.split("=", 2))
                            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
            Set<Integer> ports =
                    portsByInfohash.computeIfAbsent(
                            query.get("info_hash"), infohash -> ConcurrentHashMap.newKeySet());
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            answer.writeBytes(ascii("d8:intervali600e5:peers" + 6 * ports.size() + ":"));
            for (int port : ports) {
                answer.writeBytes(new byte[] {127, 0, 0, 1, (byte) (port >> 8), (byte) port});
            }
            answer.write('e');
            ports.add(Integer.parseInt(query.get("port")));
            exchange.sendResponseHeaders(200, answer.size());
            exchange.getResponseBody().write(answer.toByteArray());
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

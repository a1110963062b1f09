package dev.torrentcrates.cargotorrent.daemon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.torrent.Btih;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** As much of an index service as a daemon needs: lines, a tracker, web seeds. */
final class StubIndexService implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final Map<String, byte[]> webSeeds = new ConcurrentHashMap<>();
    private final Map<String, Set<Integer>> portsByInfohash = new ConcurrentHashMap<>();
    private final HttpServer server;

    StubIndexService() throws IOException {
        this.server = listen();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    URI tracker() {
        return url().resolve("/announce");
    }

    /** Adds a line to the crate's file. */
    void publish(CrateName crate, String line) {
        files.merge("/index/" + IndexPath.of(crate), line + "\n", String::concat);
    }

    /** Gives a content as a web seed. */
    void serve(String crate, String version, byte[] content) {
        webSeeds.put("/api/v1/crates/" + crate + "/" + version + "/download", content);
    }

    /** How many peers have announced the torrent. */
    int peers(Btih btih) {
        return portsByInfohash.getOrDefault(btih.hex(), Set.of()).size();
    }

    void goAway() {
        server.stop(0);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private HttpServer listen() throws IOException {
        HttpServer started =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        started.createContext("/index/", this::index);
        started.createContext("/announce", this::announce);
        started.createContext("/api/v1/crates/", this::download);
        started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        started.start();
        return started;
    }

    private void index(HttpExchange exchange) throws IOException {
        try (exchange) {
            String file = files.get(exchange.getRequestURI().getPath());
            byte[] body = (file == null ? "none" : file).getBytes(UTF_8);
            exchange.sendResponseHeaders(file == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void announce(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> query =
                    Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
                            .map(parameter -> parameter.split("=", 2))
                            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
            byte[] hash =
                    URLDecoder.decode(query.getOrDefault("info_hash", ""), ISO_8859_1)
                            .getBytes(ISO_8859_1);
            Set<Integer> ports =
                    portsByInfohash.computeIfAbsent(
                            HexFormat.of().formatHex(hash), _ -> ConcurrentHashMap.newKeySet());
            int announced = Integer.parseInt(query.getOrDefault("port", "0"));
            if ("stopped".equals(query.get("event"))) {
                ports.remove(announced);
            }
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            Set<Integer> others =
                    ports.stream().filter(one -> one != announced).collect(Collectors.toSet());
            answer.writeBytes(
                    ("d8:intervali600e5:peers" + 6 * others.size() + ":").getBytes(ISO_8859_1));
            for (int one : others) {
                answer.writeBytes(new byte[] {127, 0, 0, 1, (byte) (one >> 8), (byte) one});
            }
            answer.write('e');
            // Who has all of it is a seed for others; whoever else is not worth naming here.
            if ("0".equals(query.get("left")) && !"stopped".equals(query.get("event"))) {
                ports.add(announced);
            }
            exchange.sendResponseHeaders(200, answer.size());
            exchange.getResponseBody().write(answer.toByteArray());
        }
    }

    private void download(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] content = webSeeds.get(exchange.getRequestURI().getPath());
            if (content == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String range = exchange.getRequestHeaders().getFirst("Range");
            Matcher matcher = RANGE.matcher(range == null ? "" : range);
            boolean part = matcher.matches();
            int from = part ? Integer.parseInt(matcher.group(1)) : 0;
            int to = part ? Integer.parseInt(matcher.group(2)) : content.length - 1;
            if (part) {
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes " + from + "-" + to + "/" + content.length);
            }
            exchange.sendResponseHeaders(part ? 206 : 200, to - from + 1);
            exchange.getResponseBody().write(content, from, to - from + 1);
        }
    }
}

package dev.torrentcrates.swarm.libtorrent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.CrateTorrent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Tells libtorrent of the peers that a download was given, as a tracker of its own on loopback.
 *
 * <p>libtorrent lets a peer named with a torrent wait for its one-second tick, but calls one that a
 * tracker names at once: 10 ms against a second for a small crate.
 */
final class PeerTracker implements AutoCloseable {
    /** As many as libtorrent may announce to at a time. */
    private static final int BACKLOG = 1000;

    /** In seconds. The peers given do not change, so there is no need to ask again. */
    private static final int INTERVAL = 24 * 60 * 60;

    private final Map<Btih, List<InetSocketAddress>> peers = new ConcurrentHashMap<>();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private PeerTracker(HttpServer server) {
        this.server = server;
    }

    /** Starts on any port of the loopback address. */
    static PeerTracker start() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        PeerTracker tracker =
                new PeerTracker(HttpServer.create(new InetSocketAddress(loopback, 0), BACKLOG));
        // libtorrent's guard lets a tracker on loopback through only where its path is /announce.
        tracker.server.createContext("/announce", tracker::answer);
        tracker.server.setExecutor(tracker.requests);
        tracker.server.start();
        return tracker;
    }

    URI announceAddress() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/announce");
    }

    /** From now on the peers are named to who asks for either infohash. */
    void name(CrateTorrent torrent, List<InetSocketAddress> known) {
        peers.put(torrent.btih(), known);
        peers.put(torrent.btmh().truncated(), known);
    }

    void forget(CrateTorrent torrent) {
        peers.remove(torrent.btih());
        peers.remove(torrent.btmh().truncated());
    }

    @Override
    public void close() {
        server.stop(0);
        requests.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] answer = answer(exchange.getRequestURI().getRawQuery());
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private byte[] answer(String query) {
        for (String parameter : query.split("&")) {
            if (parameter.startsWith("info_hash=")) {
                String value = parameter.substring("info_hash=".length());
                byte[] hash =
                        URLDecoder.decode(value, StandardCharsets.ISO_8859_1)
                                .getBytes(StandardCharsets.ISO_8859_1);
                Btih infohash = Btih.of(HexFormat.of().formatHex(hash));
                return encode(peers.getOrDefault(infohash, List.of()));
            }
        }
        return encode(List.of());
    }

    /** An answer with compact peers (BEP 23, and BEP 7 for IPv6). */
    private static byte[] encode(List<InetSocketAddress> peers) {
        ByteArrayOutputStream four = new ByteArrayOutputStream();
        ByteArrayOutputStream six = new ByteArrayOutputStream();
        for (InetSocketAddress peer : peers) {
            InetAddress address = peer.getAddress();
            if (address != null) {
                ByteArrayOutputStream out = address instanceof Inet4Address ? four : six;
                out.writeBytes(address.getAddress());
                out.write(peer.getPort() >> 8);
                out.write(peer.getPort());
            }
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(ascii("d8:intervali" + INTERVAL + "e5:peers" + four.size() + ":"));
        answer.writeBytes(four.toByteArray());
        answer.writeBytes(ascii("6:peers6" + six.size() + ":"));
        answer.writeBytes(six.toByteArray());
        answer.write('e');
        return answer.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

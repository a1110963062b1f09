package dev.torrentcrates.swarm.libtorrent;

import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.CrateTorrent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells libtorrent of the peers that a download was given, as a tracker of its own on loopback.
 *
 * <p>libtorrent lets a peer named with a torrent wait for its one-second tick, but calls one that a
 * tracker names at once: 10 ms against a second for a small crate. Plain sockets and not the JDK's
 * HTTP server, which sends an answer in two parts, and the second waits 40 ms for the first's
 * acknowledgement.
 */
final class PeerTracker implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PeerTracker.class.getName());

    /** As many as libtorrent may announce to at a time. */
    private static final int BACKLOG = 1000;

    /** Peers that could not be reached are named again, which makes libtorrent try them again. */
    private static final int INTERVAL_SECONDS = 30;

    /** For torrents without peers to name: those that are whole. */
    private static final int IDLE_INTERVAL_SECONDS = 24 * 60 * 60;

    /** libtorrent's requests have some 400 bytes. */
    private static final int MAX_REQUEST_BYTES = 4096;

    private static final int READ_TIMEOUT_MILLISECONDS = 5000;

    // libtorrent's guard lets a tracker on loopback through only where its path is /announce.
    private static final Pattern ANNOUNCE =
            Pattern.compile("GET /announce\\?(?:[^ ]*&)?info_hash=([^& ]+)[^ ]* HTTP/1\\.[01]\r\n");

    private final Map<Btih, List<InetSocketAddress>> peers = new ConcurrentHashMap<>();
    private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();
    private final ServerSocket server;

    private PeerTracker(ServerSocket server) {
        this.server = server;
    }

    /** Starts on any port of the loopback address. */
    static PeerTracker start() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        PeerTracker tracker = new PeerTracker(new ServerSocket(0, BACKLOG, loopback));
        tracker.connections.execute(tracker::accept);
        return tracker;
    }

    URI announceAddress() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/announce");
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
        try {
            server.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "closing the socket", e);
        }
        connections.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.execute(() -> answer(connection));
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "accepting a connection", e);
            }
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            connection.setSoTimeout(READ_TIMEOUT_MILLISECONDS);
            Matcher announce = ANNOUNCE.matcher(request(connection.getInputStream()));
            if (announce.lookingAt()) {
                Btih infohash = infohash(announce.group(1));
                byte[] body = encode(peers.getOrDefault(infohash, List.of()));
                ByteArrayOutputStream answer = new ByteArrayOutputStream();
                answer.writeBytes(
                        ascii(
                                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
                                        + body.length
                                        + "\r\n\r\n"));
                answer.writeBytes(body);
                connection.getOutputStream().write(answer.toByteArray());
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.DEBUG, "answering an announcement", e);
        }
    }

    /** The request up to the empty line, or as much of it as is bearable. */
    private static String request(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        byte[] part = new byte[MAX_REQUEST_BYTES];
        while (request.length() < MAX_REQUEST_BYTES && request.indexOf("\r\n\r\n") < 0) {
            int read = in.read(part);
            if (read < 0) {
                break;
            }
            request.append(new String(part, 0, read, StandardCharsets.ISO_8859_1));
        }
        return request.toString();
    }

    private static Btih infohash(String urlEncoded) {
        String bytes = URLDecoder.decode(urlEncoded, StandardCharsets.ISO_8859_1);
        return Btih.of(HexFormat.of().formatHex(bytes.getBytes(StandardCharsets.ISO_8859_1)));
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
        int interval = peers.isEmpty() ? IDLE_INTERVAL_SECONDS : INTERVAL_SECONDS;
        answer.writeBytes(ascii("d8:intervali" + interval + "e5:peers" + four.size() + ":"));
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

package dev.torrentcrates.standalone.relay;

import dev.torrentcrates.standalone.relay.Hold.Moment;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of a server on loopback and passes everything on, byte for byte, but for the
 * requests that a test holds. Thread-safe.
 */
public final class Relay implements AutoCloseable {
    private final Wire wire;
    private final int target;
    private final ServerSocket listener;
    private final Set<Closeable> sockets = ConcurrentHashMap.newKeySet();
    private final List<Hold> holds = new CopyOnWriteArrayList<>();

    private Relay(Wire wire, int target) throws IOException {
        this.wire = wire;
        this.target = target;
        this.listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    }

    /** Starts one on any free port; the server may come later. */
    public static Relay start(Wire wire, int target) throws IOException {
        Relay relay = new Relay(wire, target);
        Thread.ofVirtual().start(relay::accept);
        return relay;
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Holds an HTTP request from now on.
     *
     * @param method such as {@code PUT}
     * @param path what is somewhere in its path
     */
    public Hold holdHttp(Moment moment, String method, String path) {
        return hold(
                new Hold(
                        moment,
                        it -> it.head().startsWith(method + " ") && it.head().contains(path),
                        1));
    }

    /**
     * Holds a call to Kafka from now on.
     *
     * @param call its number in the protocol
     * @param client what the client's id begins with
     * @param content bytes that the request has somewhere
     * @param nth of those requests, from 1
     */
    public Hold holdKafka(Moment moment, int call, String client, byte[] content, int nth) {
        Predicate<Message> wanted =
                it -> it.head().startsWith(call + " " + client) && contains(it.bytes(), content);
        return hold(new Hold(moment, wanted, nth));
    }

    @Override
    public void close() throws IOException {
        listener.close();
        holds.forEach(Hold::close);
        for (Closeable socket : sockets) {
            socket.close();
        }
    }

    private Hold hold(Hold next) {
        holds.add(next);
        return next;
    }

    private @Nullable Hold taker(Message request) {
        for (Hold hold : holds) {
            if (hold.takes(request)) {
                return hold;
            }
        }
        return null;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                sockets.add(client);
                Thread.ofVirtual().start(() -> relay(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void relay(Socket client) {
        try (client;
                Socket server = new Socket()) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            Connection connection = new Connection(client, server);
            Thread replies = Thread.ofVirtual().start(connection::passReplies);
            connection.passRequests();
            replies.join();
        } catch (IOException e) {
            // One of the two is gone, and so is the other.
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        } finally {
            sockets.remove(client);
        }
    }

    /** One of a client's. */
    private final class Connection {
        private final Socket client;
        private final Socket server;
        private volatile @Nullable Held held;

        private record Held(Hold hold, int id) {}

        private Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        private void passRequests() throws IOException, InterruptedException {
            try (Socket _ = server) {
                DataInputStream in = in(client);
                while (true) {
                    Message request = wire.request(in);
                    Hold hold = taker(request);
                    if (hold != null) {
                        if (hold.moment() == Moment.BEFORE) {
                            hold.stand();
                            return;
                        }
                        held = new Held(hold, request.id());
                    }
                    server.getOutputStream().write(request.bytes());
                }
            }
        }

        private void passReplies() {
            try (Socket _ = client) {
                DataInputStream in = in(server);
                while (true) {
                    Message reply = wire.reply(in);
                    Held current = held;
                    if (current != null && current.id() == reply.id()) {
                        current.hold().stand();
                        return;
                    }
                    client.getOutputStream().write(reply.bytes());
                }
            } catch (IOException e) {
                // One of the two is gone, and so is the other.
            } catch (InterruptedException e) {
                throw new AssertionError("nobody interrupts", e);
            }
        }

        private static DataInputStream in(Socket socket) throws IOException {
            return new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}

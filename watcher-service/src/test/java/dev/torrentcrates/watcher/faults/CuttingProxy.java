package dev.torrentcrates.watcher.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Passes connections of loopback on to a server, and cuts them where a test says so. */
public final class CuttingProxy implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int BUFFER_BYTES = 16 * 1024;

    private final ServerSocket server = listen();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile Supplier<Rule> rules = () -> Rule.NONE;
    private volatile int target;
    private volatile boolean away;

    public CuttingProxy() {
        Thread.ofVirtual().start(this::accept);
    }

    /** Reads along with a connection, and says where everything is cut. */
    public interface Rule {
        Rule NONE = new Rule() {};

        /**
         * Of what a client sends.
         *
         * @return how many of these bytes go on before the cut; all of them where there is none
         */
        default int ofRequest(byte[] bytes, int length) {
            return length;
        }

        /** Of what the server answers, likewise. */
        default int ofAnswer(byte[] bytes, int length) {
            return length;
        }
    }

    /** One direction of a rule. */
    private interface Direction {
        int passes(byte[] bytes, int length);
    }

    /** Where clients connect. */
    public int port() {
        return server.getLocalPort();
    }

    /** From now on connections go to this port. */
    public void leadTo(int port) {
        target = port;
    }

    /** Connections are cut by such a rule, each by its own; those that there are, at once. */
    public void cutBy(Supplier<Rule> rule) {
        rules = rule;
        cutAll();
    }

    /** No connection comes through from now on, until {@link #comeBack}. */
    public void stayAway() {
        away = true;
        cutAll();
    }

    private void cutAll() {
        open.forEach(CuttingProxy::close);
    }

    /** Connections come through again, and no rule cuts them. */
    public void comeBack() {
        rules = () -> Rule.NONE;
        away = false;
    }

    /** How often a rule has cut. */
    public int cuts() {
        return cuts.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (away) {
                    client.close();
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // closed, or nobody listens behind it: the client sees that it was cut
            }
        }
    }

    private void connect(Socket client) throws IOException {
        open.add(client);
        try {
            Socket behind = new Socket(LOOPBACK, target);
            open.add(behind);
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            Rule rule = rules.get();
            Thread.ofVirtual().start(() -> pass(client, behind, rule::ofRequest));
            Thread.ofVirtual().start(() -> pass(behind, client, rule::ofAnswer));
        } catch (IOException e) {
            close(client);
            throw e;
        }
    }

    private void pass(Socket from, Socket to, Direction direction) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                int passes = direction.passes(buffer, length);
                if (passes < length) {
                    cuts.incrementAndGet();
                }
                out.write(buffer, 0, passes);
                if (passes < length) {
                    return;
                }
            }
        } catch (IOException e) {
            // either end has closed it
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    /** A port of loopback that nobody listens on at the moment. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        }
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, LOOPBACK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(CuttingProxy::close);
    }
}

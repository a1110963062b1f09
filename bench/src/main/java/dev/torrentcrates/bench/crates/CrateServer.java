package dev.torrentcrates.bench.crates;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A registry's downloads over HTTP/1.1 on loopback, as cheap as can be: the kernel copies files to
 * sockets. Meant for one client that behaves.
 */
public final class CrateServer implements AutoCloseable {
    /** A client that is slow to read must not find megabytes on the way already. */
    private static final int SEND_BUFFER = 256 * 1024;

    private static final int BACKLOG = 256;
    private static final String CRATES = "/crates/";

    private final ServerSocketChannel listening;
    private final Map<String, MadeCrate> crates;
    private final Delivery delivery;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private CrateServer(ServerSocketChannel listening, List<MadeCrate> crates, Delivery delivery) {
        this.listening = listening;
        this.crates =
                crates.stream().collect(Collectors.toMap(MadeCrate::fileName, Function.identity()));
        this.delivery = delivery;
    }

    /** Starts one, on any free port. */
    public static CrateServer start(List<MadeCrate> crates, Delivery delivery) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), BACKLOG);
        CrateServer server = new CrateServer(listening, crates, delivery);
        server.begin("crate-server", server::accept);
        return server;
    }

    /** The sparse index, which has nothing but its config.json. */
    public URI index() throws IOException {
        return URI.create("http://127.0.0.1:" + port() + "/");
    }

    /** Cuts what is under way. */
    @Override
    public void close() throws IOException {
        listening.close();
        for (SocketChannel connection : open) {
            connection.close();
        }
        threads.forEach(Thread::interrupt);
    }

    private int port() throws IOException {
        return ((InetSocketAddress) listening.getLocalAddress()).getPort();
    }

    /** A platform thread: one that is virtual would not wait in a copy by the kernel. */
    private void begin(String name, Runnable work) {
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .name(name)
                        .unstarted(
                                () -> {
                                    work.run();
                                    threads.remove(Thread.currentThread());
                                });
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel connection = listening.accept();
                open.add(connection);
                begin("crate-connection", () -> serve(connection));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
            connection.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            BufferedReader requests =
                    new BufferedReader(
                            new InputStreamReader(Channels.newInputStream(connection), ISO_8859_1));
            for (String path = read(requests); path != null; path = read(requests)) {
                answer(path, connection);
            }
        } catch (IOException | InterruptedException e) {
            // The client or this server is gone; whoever waits for the file finds out.
        } finally {
            open.remove(connection);
        }
    }

    /** The path of the next request, which has no body; null where there is none. */
    private static @Nullable String read(BufferedReader requests) throws IOException {
        String first = requests.readLine();
        String header = first;
        while (header != null && !header.isEmpty()) {
            header = requests.readLine();
        }
        return header == null || first == null ? null : first.split(" ", 3)[1];
    }

    private void answer(String path, SocketChannel connection)
            throws IOException, InterruptedException {
        if (path.equals("/config.json")) {
            String config = "{\"dl\":\"http://127.0.0.1:" + port() + CRATES + "{crate}-{version}";
            write(connection, "200 OK", config + ".crate\"}");
            return;
        }
        MadeCrate crate =
                path.startsWith(CRATES) ? crates.get(path.substring(CRATES.length())) : null;
        if (crate == null) {
            write(connection, "404 Not Found", "");
            return;
        }
        try (FileChannel file = FileChannel.open(crate.file(), StandardOpenOption.READ)) {
            head(connection, "200 OK", file.size(), "");
            delivery.send(crate, file, connection);
        }
    }

    private static void write(SocketChannel connection, String status, String body)
            throws IOException {
        head(connection, status, body.length(), body);
    }

    private static void head(SocketChannel connection, String status, long length, String body)
            throws IOException {
        String head = "HTTP/1.1 " + status + "\r\nContent-Length: " + length + "\r\n\r\n" + body;
        ByteBuffer bytes = ByteBuffer.wrap(head.getBytes(ISO_8859_1));
        while (bytes.hasRemaining()) {
            connection.write(bytes);
        }
    }
}

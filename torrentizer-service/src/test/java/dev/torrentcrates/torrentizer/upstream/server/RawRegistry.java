package dev.torrentcrates.torrentizer.upstream.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A registry whose crate files are answered byte by byte, as no HTTP server would. */
public final class RawRegistry implements AutoCloseable {
    private final ServerSocket server;
    private final Script script;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What is written when a crate file is asked for; the connection is closed after it. */
    public interface Script {
        /** The latch opens when the test is over. */
        void answer(OutputStream out, CountDownLatch over) throws IOException, InterruptedException;
    }

    /** Starts on a free port. */
    public RawRegistry(Script script) throws IOException {
        this.script = script;
        this.server = new ServerSocket(0, 128, InetAddress.ofLiteral("127.0.0.1"));
        threads.execute(this::accept);
    }

    /** Writes this text, and no more. */
    public static Script text(String text) {
        return (out, _) -> out.write(text.getBytes(US_ASCII));
    }

    /** Its address, with a slash at the end. */
    public URI index() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            String request = in.readLine();
            if (request == null) {
                return;
            }
            for (String line = request; line != null && !line.isEmpty(); ) {
                line = in.readLine();
            }
            if (request.startsWith("GET /config.json ")) {
                config().answer(socket.getOutputStream(), closed);
            } else {
                script.answer(socket.getOutputStream(), closed);
            }
        } catch (IOException e) {
            // The client has seen enough.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Script config() {
        String body = "{\"dl\":\"" + index() + "{crate}\"}";
        return text(
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        threads.shutdownNow();
    }
}

package dev.torrentcrates.torrentizer.upstream.server;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * HTTP/2 over TLS, frame by frame, as no HTTP server would.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-6">RFC 9113, 6</a>
 */
public final class RawHttp2 implements AutoCloseable {
    /** The kinds of frames that tests send. */
    public static final int DATA = 0;

    public static final int HEADERS = 1;
    public static final int RST_STREAM = 3;
    public static final int GOAWAY = 7;
    public static final int CONTINUATION = 9;

    /** The flags of frames. */
    public static final int NO_FLAGS = 0;

    public static final int END_STREAM = 1;
    public static final int END_HEADERS = 4;

    /** The longest payload that every client takes, in bytes. */
    public static final int MAX_FRAME = 16 * 1024;

    /** The setting that says how much of a stream may be sent ahead. */
    public static final int INITIAL_WINDOW_SIZE = 4;

    private static final int SETTINGS = 4;
    private static final int ACK = 1;
    private static final int PREFACE = 24;

    private final SSLServerSocket server;
    private final Script script;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger connections = new AtomicInteger();
    private final Map<Integer, Integer> settings = new ConcurrentHashMap<>();

    /** What is sent when something is asked for. */
    public interface Script {
        /** Connections count from 1. */
        void answer(Frames frames, int stream, int connection) throws IOException;
    }

    /** Starts on a free port. */
    public RawHttp2(SSLContext context, Script script) throws IOException {
        this.script = script;
        this.server =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, 128, InetAddress.ofLiteral("127.0.0.1"));
        threads.execute(this::accept);
    }

    /** Its address, with a slash at the end. */
    public URI address() {
        return URI.create("https://127.0.0.1:" + server.getLocalPort() + "/");
    }

    /** How many there have been. */
    public int connections() {
        return connections.get();
    }

    /** What the client has set. */
    public Map<Integer, Integer> settings() {
        return settings;
    }

    private void accept() {
        try {
            while (true) {
                SSLSocket socket = (SSLSocket) server.accept();
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setApplicationProtocols(new String[] {"h2"});
                socket.setSSLParameters(parameters);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            Frames frames = new Frames(new DataOutputStream(socket.getOutputStream()));
            in.readNBytes(PREFACE);
            int connection = connections.incrementAndGet();
            frames.send(SETTINGS, NO_FLAGS, 0, new byte[0]);
            while (true) {
                int lengthAndType = in.readInt();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                byte[] payload = in.readNBytes(lengthAndType >>> 8);
                int type = lengthAndType & 0xff;
                if (type == SETTINGS && flags != ACK) {
                    ByteBuffer entries = ByteBuffer.wrap(payload);
                    while (entries.hasRemaining()) {
                        settings.put((int) entries.getShort(), entries.getInt());
                    }
                    frames.send(SETTINGS, ACK, 0, new byte[0]);
                } else if (type == HEADERS) {
                    script.answer(frames, stream, connection);
                }
            }
        } catch (IOException e) {
            // The client has seen enough.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    /** Where frames are written to. */
    public static final class Frames {
        /** The header block that says 200 and no more. */
        private static final byte[] OK = {(byte) 0x88};

        private final DataOutputStream out;

        private Frames(DataOutputStream out) {
            this.out = out;
        }

        /** Sends one. */
        public void send(int type, int flags, int stream, byte[] payload) throws IOException {
            out.writeInt(payload.length << 8 | type);
            out.writeByte(flags);
            out.writeInt(stream);
            out.write(payload);
            out.flush();
        }

        /** A whole answer of at most a frame. */
        public void answer(int stream, byte[] body) throws IOException {
            send(HEADERS, END_HEADERS, stream, OK);
            send(DATA, END_STREAM, stream, body);
        }
    }
}

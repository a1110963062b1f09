package dev.torrentcrates.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 server in this JVM, on 127.0.0.1: each bucket is a folder, each object a file in it.
 *
 * <p>An object appears whole or not at all, and outlives the server however that ends. It knows
 * conditional puts ({@code If-None-Match: *}), ranges and multipart uploads.
 *
 * <p>Thread-safe.
 */
public final class EmbeddedS3 implements AutoCloseable {
    /** More than the pipeline's clients together have connections; 200 is the server's default. */
    private static final int MAX_THREADS = 64;

    /** Any longer, and it would wait for its clients to let go of idle connections. */
    private static final long STOP_TIMEOUT_MILLIS = 0;

    private final S3Proxy server;
    private final URI endpoint;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedS3(S3Proxy server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /**
     * Starts a server and returns when it answers: about 1 s.
     *
     * @param dataFolder created where it is missing
     * @param port where clients connect, or 0 for any free one
     * @throws IOException if the port is taken or the folder cannot be created
     */
    public static EmbeddedS3 start(Path dataFolder, int port, String accessKey, String secretKey)
            throws IOException {
        Path folder = Files.createDirectories(dataFolder.toAbsolutePath());
        S3Proxy server =
                S3Proxy.builder()
                        .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                        .endpoint(URI.create("http://127.0.0.1:" + port))
                        .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
                        .jettyMaxThreads(MAX_THREADS)
                        .stopTimeout(STOP_TIMEOUT_MILLIS)
                        .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException(
                    "the embedded S3 server cannot listen on port "
                            + port
                            + " of 127.0.0.1: stop what listens there, or give another port",
                    e);
        }
        return new EmbeddedS3(server, URI.create("http://127.0.0.1:" + server.getPort()));
    }

    /** The address for clients, such as {@code http://127.0.0.1:9000}. */
    public URI endpoint() {
        return endpoint;
    }

    /** Stops the server and cuts requests under way. Does nothing the second time. */
    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IOException("the embedded S3 server did not stop", e);
            }
        }
    }
}

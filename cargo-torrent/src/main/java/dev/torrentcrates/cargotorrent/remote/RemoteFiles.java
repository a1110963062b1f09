package dev.torrentcrates.cargotorrent.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The small files under one address: an index and its {@code config.json}. Thread-safe; each call
 * blocks.
 */
public final class RemoteFiles implements AutoCloseable {
    /** An index file of crates.io has at most 4 MB. */
    public static final int MAX_FILE_BYTES = 32 << 20;

    /** As many as cargo has under way at once over HTTP/2, and no more. */
    private static final int MAX_IN_FLIGHT = 64;

    private static final int BUFFER_BYTES = 1 << 14;
    private static final System.Logger LOG = System.getLogger(RemoteFiles.class.getName());

    private final URI base;
    private final Patience patience;
    private final HttpClient client;
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
    private volatile @Nullable Trouble trouble;

    /** Why a server was last in trouble, and until when it is left alone. */
    private record Trouble(String reason, long endNanos) {}

    /**
     * Files under an address.
     *
     * @param base ends in a slash
     */
    public RemoteFiles(URI base, Patience patience) {
        this.base = base;
        this.patience = patience;
        this.client = HttpClients.of(base, patience.connect());
    }

    /** Where the files are. */
    public URI base() {
        return base;
    }

    /**
     * Asks for a file.
     *
     * @param path of a valid crate's file or {@code config.json}: nothing in it needs escaping
     * @param known of the file that is at hand
     */
    public FileAnswer ask(String path, Validators known) {
        try {
            if (!inFlight.tryAcquire(patience.answer().toMillis(), TimeUnit.MILLISECONDS)) {
                return new FileAnswer.Unreachable(base.getAuthority() + " is too busy");
            }
            try {
                return answer(path, known);
            } finally {
                inFlight.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new FileAnswer.Unreachable("stopped while waiting for " + base.getAuthority());
        }
    }

    /** Why the server failed a moment ago; null where it did not, or may be asked again. */
    public @Nullable String trouble() {
        Trouble last = trouble;
        return last != null && System.nanoTime() - last.endNanos() < 0 ? last.reason() : null;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private FileAnswer answer(String path, Validators known) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path))
                        .header("User-Agent", HttpClients.USER_AGENT)
                        .header("Accept", "text/plain")
                        .header("Accept-Encoding", "gzip")
                        .header("cargo-protocol", "version=1");
        if (known.etag() != null) {
            request.header("If-None-Match", known.etag());
        } else if (known.lastModified() != null) {
            request.header("If-Modified-Since", known.lastModified());
        }
        try {
            return read(path, whole(request.build()));
        } catch (IOException e) {
            return troubled(HttpClients.reason(base, e));
        }
    }

    /** The whole answer; a request's own time-out would be met by its headers already. */
    private HttpResponse<byte[]> whole(HttpRequest request)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_FILE_BYTES));
        try {
            return answer.get(patience.answer().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer came");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("asking for " + request.uri(), e.getCause());
        } finally {
            // Ends the exchange where nobody waits for it any more; else it changes nothing.
            answer.cancel(true);
        }
    }

    private FileAnswer read(String path, HttpResponse<byte[]> response) throws IOException {
        return switch (response.statusCode()) {
            case 200 -> {
                byte[] content = content(response);
                trouble = null;
                yield new FileAnswer.Fresh(
                        content,
                        new Validators(
                                response.headers().firstValue("ETag").orElse(null),
                                response.headers().firstValue("Last-Modified").orElse(null)));
            }
            case 304 -> {
                trouble = null;
                yield new FileAnswer.Unchanged();
            }
            // crates.io has said each of these for a crate that it has not, or has no more.
            case 404, 410, 451 -> {
                trouble = null;
                yield new FileAnswer.Absent();
            }
            default ->
                    troubled(
                            "%s answers %s for %s"
                                    .formatted(base.getAuthority(), response.statusCode(), path));
        };
    }

    /** An index file shrinks to a tenth, which is why cargo asks for it packed, too. */
    private byte[] content(HttpResponse<byte[]> response) throws IOException {
        if (!response.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
            return response.body();
        }
        try (InputStream packed =
                new GZIPInputStream(new ByteArrayInputStream(response.body()), BUFFER_BYTES)) {
            byte[] content = packed.readNBytes(MAX_FILE_BYTES + 1);
            if (content.length > MAX_FILE_BYTES) {
                throw new IOException("more than " + MAX_FILE_BYTES + " bytes came");
            }
            return content;
        }
    }

    /** Told once, and not again before it has answered in between. */
    private FileAnswer troubled(String reason) {
        if (trouble == null) {
            LOG.log(System.Logger.Level.WARNING, "{0}", reason);
        }
        Duration pause = patience.pause();
        trouble = new Trouble(reason, System.nanoTime() + pause.toNanos());
        return new FileAnswer.Unreachable(reason);
    }
}

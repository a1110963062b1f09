package dev.torrentcrates.cargotorrent.crates;

import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.torrentcrates.cargotorrent.index.RegistryConfig;
import dev.torrentcrates.cargotorrent.index.UpstreamConfig;
import dev.torrentcrates.cargotorrent.remote.HttpClients;
import dev.torrentcrates.index.DownloadTemplate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Crates from where the registry itself has them. Thread-safe; each call blocks. */
public final class UpstreamDownloads implements AutoCloseable {
    /** crates.io's largest crate has 450 MB. */
    static final long MAX_BYTES = 512L << 20;

    /** As many as cargo has under way at once over HTTP/2, and no more. */
    private static final int MAX_IN_FLIGHT = 64;

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(20);

    /** A download of which nothing comes for so long is given up. */
    private static final Duration STALL_PATIENCE = Duration.ofSeconds(20);

    private final UpstreamConfig config;
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
    private volatile @Nullable HttpClient client;

    /** Downloads from where that configuration says. */
    public UpstreamDownloads(UpstreamConfig config) {
        this.config = config;
    }

    /**
     * Fetches a crate into a file, which must be there: one that was deleted since does not come
     * back. Gives up where the thread is interrupted.
     *
     * @throws IOException where it cannot be had, with why. What was written by then is nothing
     */
    void fetch(WantedCrate crate, Path file) throws IOException {
        URI address = address(crate);
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(ANSWER_PATIENCE)
                        .header("User-Agent", HttpClients.USER_AGENT)
                        .build();
        try {
            inFlight.acquire();
            try {
                send(crate, request, file);
            } finally {
                inFlight.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while " + crate + " was fetched", e);
        }
    }

    @Override
    public void close() {
        HttpClient used = client;
        if (used != null) {
            used.shutdownNow();
        }
    }

    private URI address(WantedCrate crate) throws IOException {
        RegistryConfig known = config.last();
        String dl = (known == null ? config.refresh() : known).dl();
        try {
            return new DownloadTemplate(dl).of(crate.name(), crate.version(), crate.cksum());
        } catch (IllegalArgumentException e) {
            throw new IOException("upstream's dl gives no address for " + crate, e);
        }
    }

    private void send(WantedCrate crate, HttpRequest request, Path file)
            throws IOException, InterruptedException {
        var intoFile =
                BodyHandlers.limiting(
                        BodyHandlers.ofFile(file, WRITE, TRUNCATE_EXISTING), MAX_BYTES);
        CompletableFuture<HttpResponse<Path>> answer =
                client(request.uri()).sendAsync(request, intoFile);
        int status;
        try {
            status = await(answer, request.uri(), file).statusCode();
        } finally {
            // Ends the exchange where nobody waits for it any more; else it changes nothing.
            answer.cancel(true);
        }
        if (status != 200) {
            throw new IOException(
                    "%s answers %s for %s".formatted(request.uri().getAuthority(), status, crate));
        }
    }

    /** Waits as long as something comes. */
    private static HttpResponse<Path> await(
            CompletableFuture<HttpResponse<Path>> answer, URI address, Path file)
            throws IOException, InterruptedException {
        long before = -1;
        while (true) {
            try {
                return answer.get(STALL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                long now = Files.size(file);
                if (now == before) {
                    throw new IOException(address.getAuthority() + " sends nothing any more", e);
                }
                before = now;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException cause) {
                    throw new IOException(HttpClients.reason(address, cause), cause);
                }
                throw new IllegalStateException("fetching " + address, e.getCause());
            }
        }
    }

    /** One client for the server of crates, which is known only when the first crate is wanted. */
    private synchronized HttpClient client(URI address) {
        HttpClient used = client;
        if (used == null) {
            used = HttpClients.of(address, CONNECT_PATIENCE);
            client = used;
        }
        return used;
    }
}

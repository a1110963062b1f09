package dev.torrentcrates.watcher.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets whole answers, or none: bounded in bytes, and in time until the last of them. A request's
 * own time-out would be met by the headers already. For one thread at a time.
 */
public final class WholeAnswers implements AutoCloseable {
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT_PATIENCE)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
    private final String userAgent;
    private final Duration patience;
    private final int maxBytes;

    /**
     * A client; nothing is asked yet.
     *
     * @param userAgent the name that requests bear, with a contact
     * @param patience for a whole answer
     * @param maxBytes of an answer's body
     */
    public WholeAnswers(String userAgent, Duration patience, int maxBytes) {
        this.userAgent = userAgent;
        this.patience = patience;
        this.maxBytes = maxBytes;
    }

    /** The beginning of a request, under our name. */
    public HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address)
                // On plain HTTP the client would ask for an upgrade.
                .version(
                        "https".equals(address.getScheme())
                                ? HttpClient.Version.HTTP_2
                                : HttpClient.Version.HTTP_1_1)
                .header("User-Agent", userAgent);
    }

    /**
     * Sends a request, and waits.
     *
     * @throws InterruptedIOException where the thread was interrupted, as it still is then
     * @throws IOException where there is no connection, or no whole answer in time
     */
    public HttpResponse<byte[]> get(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no whole answer in " + patience.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while asking for " + request.uri());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

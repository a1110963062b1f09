package dev.torrentcrates.watcher.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.torrentcrates.crate.CrateName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks crates.io's API for its crates by downloads, a page at a time. How often is the caller's
 * affair.
 *
 * @param source the API's address for a list of crates
 * @param userAgent the name that requests bear; crates.io refuses those without
 * @param patience for a whole answer
 */
record TopSource(URI source, String userAgent, Duration patience) {
    /** As many as the API gives at once. */
    static final int PAGE = 100;

    /** An entry has two or three KB. */
    private static final int MAX_ANSWER_BYTES = 4 << 20;

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

    /** More digits would be more seconds than a duration holds; nobody waits for centuries. */
    private static final int MAX_DIGITS = 9;

    private static final JsonMapper JSON = new JsonMapper();

    /** What came of a request. */
    sealed interface Answer {}

    /**
     * A page.
     *
     * @param crates the more downloaded first; fewer than {@link #PAGE} on the last page
     */
    record Page(List<CrateName> crates) implements Answer {}

    /**
     * No page.
     *
     * @param reason in words for an operator
     * @param retryAfter how long it wants to be left alone, where it says so
     */
    record Refused(String reason, Optional<Duration> retryAfter) implements Answer {}

    /**
     * Asks for a page; blocks for the patience at most.
     *
     * @param number from 1
     * @param now for a date in the answer
     * @throws InterruptedIOException where the thread was interrupted, as it still is then
     */
    Answer page(int number, Instant now) throws InterruptedIOException {
        try {
            HttpResponse<byte[]> answer = whole(request(number));
            if (answer.statusCode() != 200) {
                return new Refused(
                        source + " answers " + answer.statusCode(),
                        answer.headers()
                                .firstValue("Retry-After")
                                .flatMap(header -> retryAfter(header.strip(), now)));
            }
            return new Page(names(answer.body()));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            return new Refused(source + " gives no list: " + reason(e), Optional.empty());
        }
    }

    private HttpRequest request(int number) {
        String question = "sort=downloads&per_page=" + PAGE + "&page=" + number;
        return HttpRequest.newBuilder(
                        URI.create(source + (source.getRawQuery() == null ? "?" : "&") + question))
                .header("User-Agent", userAgent)
                .header("Accept", "application/json")
                .build();
    }

    /**
     * A client for each request: ten a day are no reason to keep threads and a connection.
     *
     * <p>The request's own time-out would be met by the headers already.
     */
    private HttpResponse<byte[]> whole(HttpRequest request) throws IOException {
        HttpClient client =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT_PATIENCE)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        // On plain HTTP the client would ask for an upgrade.
                        .version(
                                "https".equals(source.getScheme())
                                        ? HttpClient.Version.HTTP_2
                                        : HttpClient.Version.HTTP_1_1)
                        .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request,
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer in " + patience.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while asking " + source);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } finally {
            client.shutdownNow();
        }
    }

    private static List<CrateName> names(byte[] answer) throws IOException {
        JsonNode crates;
        try {
            crates = JSON.readTree(answer).path("crates");
        } catch (JsonProcessingException e) {
            throw new IOException("the answer is no JSON", e);
        }
        if (!crates.isArray()) {
            throw new IOException("the answer has no crates");
        }
        List<CrateName> names = new ArrayList<>();
        for (JsonNode crate : crates) {
            try {
                names.add(CrateName.of(crate.path("name").asText()));
            } catch (IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        return names;
    }

    /** Some of Java's say nothing but what they are, such as that there is no connection. */
    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /**
     * Seconds or a date.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, 10.2.3</a>
     */
    private static Optional<Duration> retryAfter(String header, Instant now) {
        if (!header.isEmpty() && header.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return header.length() > MAX_DIGITS
                    ? Optional.empty()
                    : Optional.of(Duration.ofSeconds(Long.parseLong(header)));
        }
        try {
            Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header));
            return Optional.of(Duration.between(now, date)).filter(Duration::isPositive);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

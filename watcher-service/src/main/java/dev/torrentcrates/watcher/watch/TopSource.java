package dev.torrentcrates.watcher.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.http.HttpTime;
import dev.torrentcrates.watcher.http.WholeAnswers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        // A client for each: ten requests a day are no reason to keep threads and a connection.
        try (WholeAnswers http = new WholeAnswers(userAgent, patience, MAX_ANSWER_BYTES)) {
            HttpResponse<byte[]> answer =
                    http.get(
                            http.request(address(number))
                                    .header("Accept", "application/json")
                                    .build());
            if (answer.statusCode() != 200) {
                return new Refused(
                        source + " answers " + answer.statusCode(),
                        answer.headers()
                                .firstValue("Retry-After")
                                .flatMap(header -> HttpTime.retryAfter(header, now)));
            }
            return new Page(names(answer.body()));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            return new Refused(source + " gives no list: " + reason(e), Optional.empty());
        }
    }

    private URI address(int number) {
        String question = "sort=downloads&per_page=" + PAGE + "&page=" + number;
        return URI.create(source + (source.getRawQuery() == null ? "?" : "&") + question);
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
}

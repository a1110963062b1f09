package dev.torrentcrates.watcher.sparse;

import dev.torrentcrates.http.HttpTime;
import dev.torrentcrates.watcher.http.WholeAnswers;
import dev.torrentcrates.watcher.source.UpstreamException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks for files over HTTP, no faster than it may, and not at all while a server wants to be left
 * alone. For one thread at a time.
 */
public final class SparseClient implements AutoCloseable {
    /** crates.io's largest file has 4 MB. */
    private static final int MAX_ANSWER_BYTES = 16 << 20;

    /** A server that refuses and does not say for how long. */
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(10);

    /** Nobody is left alone for longer, whatever it asks for: a typing error is no ban. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final WholeAnswers http;
    private final RequestRate rate;
    private final InstantSource clock;

    /** By host and port: as many as the settings have addresses. */
    private final Map<String, Instant> leftAloneUntil = new HashMap<>();

    /**
     * A client.
     *
     * @param userAgent the name that requests bear, with a contact
     * @param patience for a whole answer
     */
    public SparseClient(
            String userAgent, int requestsPerSecond, Duration patience, InstantSource clock) {
        this.http = new WholeAnswers(userAgent, patience, MAX_ANSWER_BYTES);
        this.rate = new RequestRate(requestsPerSecond);
        this.clock = clock;
    }

    /** The answer for one file is of no use; it says nothing of others. */
    public static final class UnusableAnswerException extends UpstreamException {
        UnusableAnswerException(String message) {
            super(message);
        }
    }

    /** The server wants to be left alone: nobody needs to ask it for anything else. */
    static final class LeftAloneException extends UpstreamException {
        private LeftAloneException(String message) {
            super(message);
        }
    }

    /**
     * Asks for a file, on condition that it is another than the one that is known.
     *
     * @throws UnusableAnswerException where the answer is none of the three
     * @throws UpstreamException where the server wants to be left alone, without asking then; and
     *     where there is no whole answer
     * @throws InterruptedIOException where the thread was interrupted, as it still is then
     */
    public SparseAnswer get(URI address, Validators known) throws IOException {
        Instant until = leftAloneUntil.getOrDefault(address.getAuthority(), Instant.MIN);
        if (clock.instant().isBefore(until)) {
            throw new LeftAloneException(
                    address.getHost() + " wants to be left alone until " + until);
        }
        rate.await();
        HttpResponse<byte[]> answer = ask(request(address, known));
        return switch (answer.statusCode()) {
            case 200 -> new SparseAnswer.Changed(answer.body(), validators(answer));
            case 304 -> notModified(address, known);
            case 404, 410, 451 -> new SparseAnswer.Absent();
            case 429, 503 -> throw refused(address, answer);
            default ->
                    throw new UnusableAnswerException(address + " answers " + answer.statusCode());
        };
    }

    /** Whether a failure says that the server is to be left alone, so that it is no file's. */
    public static boolean wantsToBeLeftAlone(UpstreamException failure) {
        return failure instanceof LeftAloneException;
    }

    private static SparseAnswer notModified(URI address, Validators known)
            throws UnusableAnswerException {
        if (!known.isAny()) {
            throw new UnusableAnswerException(
                    address + " answers 304 to a request without a condition");
        }
        return new SparseAnswer.NotModified();
    }

    private LeftAloneException refused(URI address, HttpResponse<byte[]> answer) {
        Instant now = clock.instant();
        Duration pause =
                answer.headers()
                        .firstValue("Retry-After")
                        .flatMap(header -> HttpTime.retryAfter(header, now))
                        .map(asked -> asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE)
                        .orElse(USUAL_PAUSE);
        Instant until = now.plus(pause);
        leftAloneUntil.put(address.getAuthority(), until);
        return new LeftAloneException(
                "%s answers %s: nothing is asked for until %s"
                        .formatted(address, answer.statusCode(), until));
    }

    private HttpRequest request(URI address, Validators known) {
        HttpRequest.Builder request = http.request(address).header("Accept", "*/*");
        if (known.etag() != null) {
            request.header("If-None-Match", known.etag());
        }
        if (known.lastModified() != null) {
            request.header("If-Modified-Since", known.lastModified());
        }
        return request.build();
    }

    private HttpResponse<byte[]> ask(HttpRequest request) throws IOException {
        try {
            return http.get(request);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new UpstreamException("cannot get " + request.uri(), e);
        }
    }

    private static Validators validators(HttpResponse<byte[]> answer) {
        return new Validators(
                answer.headers().firstValue("ETag").orElse(null),
                answer.headers().firstValue("Last-Modified").orElse(null));
    }

    @Override
    public void close() {
        http.close();
    }
}

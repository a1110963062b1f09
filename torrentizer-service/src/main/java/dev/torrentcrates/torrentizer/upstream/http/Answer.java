package dev.torrentcrates.torrentizer.upstream.http;

import dev.torrentcrates.http.HttpTime;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What upstream says; the headers have come, the body is being read. A read fails when nothing
 * comes for too long, or too little. For one thread, who closes it.
 */
public final class Answer implements AutoCloseable {
    private final HttpResponse<InputStream> response;
    private final BodyPatience patience;
    private final Alarms alarms;
    private final Duration toHeaders;
    private final Runnable place;
    private long received;
    private long waitedNanos;
    private boolean closed;
    private volatile boolean timedOut;

    /**
     * An answer.
     *
     * @param toHeaders how long they took
     * @param place what is given back once, when this is closed
     */
    Answer(
            HttpResponse<InputStream> response,
            BodyPatience patience,
            Alarms alarms,
            Duration toHeaders,
            Runnable place) {
        this.response = response;
        this.patience = patience;
        this.alarms = alarms;
        this.toHeaders = toHeaders;
        this.place = place;
    }

    /** HTTP's. */
    public int status() {
        return response.statusCode();
    }

    /** Who answers in the end: where redirects led. */
    public URI uri() {
        return response.uri();
    }

    /** The first one of that name. */
    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** What upstream says that the body has, in bytes; not to be trusted. */
    public OptionalLong declaredLength() {
        try {
            return response.headers().firstValueAsLong("Content-Length");
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** When upstream would like to be asked again. */
    public Optional<Duration> retryAfter(Instant now) {
        return header("Retry-After").flatMap(it -> HttpTime.retryAfter(it, now));
    }

    /** From the request to the headers. */
    public Duration toHeaders() {
        return toHeaders;
    }

    /** What was waited for upstream so far, from the request on. */
    public Duration waited() {
        return toHeaders.plusNanos(waitedNanos);
    }

    /** Of the body so far, in bytes. */
    public long received() {
        return received;
    }

    /**
     * Reads some bytes, at least one.
     *
     * @return how many, or -1 at the end
     */
    public int read(byte[] buffer) throws IOException {
        long slack = patience.slackNanos(received, waitedNanos);
        if (slack <= 0) {
            throw late(0, null);
        }
        Future<?> alarm = alarms.in(Math.min(slack, patience.pause().toNanos()), this::timeOut);
        long begun = System.nanoTime();
        try {
            int count = response.body().read(buffer);
            if (timedOut) {
                throw late(System.nanoTime() - begun, null);
            }
            received += Math.max(0, count);
            return count;
        } catch (IOException e) {
            throw timedOut ? late(System.nanoTime() - begun, e) : e;
        } finally {
            waitedNanos += System.nanoTime() - begun;
            alarm.cancel(false);
        }
    }

    /** Reads all of it. @throws IOException where it is longer */
    public byte[] readAtMost(int length) throws IOException {
        byte[] bytes = new byte[length];
        byte[] buffer = new byte[length];
        int end = 0;
        for (int count = read(buffer); count >= 0; count = read(buffer)) {
            if (end + count > length) {
                throw new IOException("the answer is longer than " + length + " bytes");
            }
            System.arraycopy(buffer, 0, bytes, end, count);
            end += count;
        }
        return Arrays.copyOf(bytes, end);
    }

    /** Drops what has not been read; idempotent. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            drop(response);
            place.run();
        }
    }

    static void drop(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            // All that was wanted of it has been read.
        }
    }

    private void timeOut() {
        timedOut = true;
        // The reader learns why from the flag.
        drop(response);
    }

    private IOException late(long silentNanos, @Nullable IOException cause) {
        return new IOException(
                received
                        + " bytes came in "
                        + TimeUnit.NANOSECONDS.toMillis(waitedNanos)
                        + " ms, then none for "
                        + TimeUnit.NANOSECONDS.toMillis(silentNanos),
                cause);
    }
}

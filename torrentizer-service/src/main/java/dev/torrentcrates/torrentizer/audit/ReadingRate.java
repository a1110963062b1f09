package dev.torrentcrates.torrentizer.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When the next object may be read, so that an average is kept. What was not read in time is not
 * made up for. No clock of its own; for one thread.
 */
final class ReadingRate {
    /** Of an object, whatever its length: two requests. */
    private static final long REQUESTS = 16 * 1024;

    private final long bytesPerSecond;
    private Instant next = Instant.MIN;

    ReadingRate(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /** How long to wait before the next object; zero where it may be read now. */
    Duration pause(Instant now) {
        return next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
    }

    /** So many bytes were read just now. */
    void read(long bytes, Instant now) {
        long micros = (bytes + REQUESTS) * 1_000_000 / bytesPerSecond;
        next = (next.isAfter(now) ? next : now).plus(micros, ChronoUnit.MICROS);
    }
}

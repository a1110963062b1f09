package dev.torrentcrates.torrentizer.upstream.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What is waited for. Pure.
 *
 * @param connect for a connection
 * @param answer for the headers of an answer, and for any pause within its body
 * @param lowestSpeed of a body on average, in bytes a second, at least 1; or a server that drips
 *     would never be too late
 * @param body for all of a body, however fast it comes
 */
public record Patience(Duration connect, Duration answer, long lowestSpeed, Duration body) {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** In seconds: more than any file takes, and no sum of nanoseconds overflows. */
    private static final double LONGEST = TimeUnit.DAYS.toSeconds(365);

    /**
     * How much longer a body may be waited for, in nanoseconds, until it is too slow; 0 or less
     * where it is.
     *
     * @param received of it, in bytes
     * @param waitedNanos for it: not counting what was done with the bytes
     */
    long slackNanos(long received, long waitedNanos) {
        double earned = Math.min((double) received / lowestSpeed, LONGEST) * SECOND;
        return Math.min(body.toNanos(), answer.toNanos() + (long) earned) - waitedNanos;
    }

    /** The same, but for a body for which there is so much time left. */
    Patience forBody(Duration left) {
        return new Patience(connect, answer, lowestSpeed, left);
    }
}

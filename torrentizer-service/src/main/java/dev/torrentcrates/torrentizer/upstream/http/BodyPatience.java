package dev.torrentcrates.torrentizer.upstream.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long the body of an answer is waited for. Pure.
 *
 * @param pause within it, at most
 * @param lowestSpeed on average, in bytes a second, at least 1
 * @param whole for all of it, however fast it comes
 */
record BodyPatience(Duration pause, long lowestSpeed, Duration whole) {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** In seconds: more than any file takes, and no sum of nanoseconds overflows. */
    private static final double LONGEST = TimeUnit.DAYS.toSeconds(365);

    /**
     * How much longer it may be waited for, in nanoseconds, until it is too slow; 0 or less where
     * it is.
     *
     * @param received of it, in bytes
     * @param waitedNanos for it: not counting what was done with the bytes
     */
    long slackNanos(long received, long waitedNanos) {
        double earned = Math.min((double) received / lowestSpeed, LONGEST) * SECOND;
        return Math.min(whole.toNanos(), pause.toNanos() + (long) earned) - waitedNanos;
    }
}

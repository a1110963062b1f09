package dev.torrentcrates.torrentizer.attempt;

import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.torrentizer.build.BuildOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a version is tried again, and when no more. Pure.
 *
 * @param firstDelay after the first failure; it doubles with each one
 * @param longestDelay no pause is longer, whatever upstream asks for
 * @param giveUpAfter for files that upstream does not have or give
 * @param mismatchGiveUpAfter for files that are not the right ones
 */
public record RetryPolicy(
        Duration firstDelay,
        Duration longestDelay,
        Duration giveUpAfter,
        Duration mismatchGiveUpAfter) {
    /** From here on the doubled delay would be longer than anybody's longest. */
    private static final int MAX_DOUBLINGS = 40;

    /** Refuses, with an {@link IllegalArgumentException}, delays that would not grow. */
    public RetryPolicy {
        if (firstDelay.isNegative() || firstDelay.isZero()) {
            throw new IllegalArgumentException("the first delay is longer than " + firstDelay);
        }
        if (longestDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException(
                    "the longest delay is at least the first, " + firstDelay);
        }
    }

    /** What the outcome of an attempt means. */
    public Verdict decide(Wanted wanted, BuildOutcome outcome, Instant now) {
        return switch (outcome) {
            case BuildOutcome.Built(var torrent, var bytes) ->
                    new Verdict.Announce(wanted.built(torrent), bytes);
            case BuildOutcome.Refused(var reason, var detail) ->
                    new Verdict.GiveUp(wanted.failed(reason, detail));
            case BuildOutcome.NotYet(var reason, var detail, var retryAfter) -> {
                Instant end = wanted.since().plus(end(reason));
                if (!now.isBefore(end)) {
                    yield new Verdict.GiveUp(wanted.failed(reason, detail));
                }
                Instant due = now.plus(delay(wanted.attempts() + 1, retryAfter));
                // The last attempt is at the end, not long after it.
                yield new Verdict.Park(wanted.parked(due.isBefore(end) ? due : end), detail);
            }
        };
    }

    /**
     * The pause before the next attempt.
     *
     * @param failures so far, at least 1
     * @param retryAfter what upstream asked for
     */
    Duration delay(int failures, Optional<Duration> retryAfter) {
        int doublings = Math.min(failures - 1, MAX_DOUBLINGS);
        long most = longestDelay.toMillis();
        long millis = firstDelay.toMillis();
        for (int i = 0; i < doublings && millis < most; i++) {
            millis *= 2;
        }
        long asked = retryAfter.map(Duration::toMillis).orElse(0L);
        return Duration.ofMillis(Math.min(Math.max(millis, asked), most));
    }

    private Duration end(FailureReason reason) {
        return switch (reason) {
            case CKSUM_MISMATCH -> mismatchGiveUpAfter;
            case NOT_FOUND, UPSTREAM_UNAVAILABLE -> giveUpAfter;
            case LENGTH_REFUSED -> Duration.ZERO;
        };
    }
}

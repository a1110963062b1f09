package dev.torrentcrates.torrentizer.attempt;

import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.event.VersionParked.Cause;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrentizer.build.BuildOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a version is tried, when it is tried again, and when no more. Pure.
 *
 * @param minAge how long a version must have been out
 * @param firstDelay after the first failure; it doubles with each one
 * @param longestDelay no pause is longer, whatever upstream asks for
 * @param giveUpAfter for files that upstream does not have or give
 * @param mismatchGiveUpAfter for files that are not the right ones, all that time
 */
public record RetryPolicy(
        Duration minAge,
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

    /**
     * Why a version is too young to be tried; empty where it is not. Its age is counted from the
     * line's pubtime. A line without one is older than crates.io's habit of writing it. A pubtime
     * that lies ahead is not believed: it counts from when the version was seen.
     */
    public Optional<Verdict> holdBack(Wanted wanted, Instant now) {
        return oldEnough(wanted.line(), wanted.since(Cause.TOO_YOUNG, now))
                .filter(due -> due.isAfter(now))
                .map(
                        due ->
                                new Verdict.Park(
                                        wanted.heldUntil(due, now),
                                        "it is to be " + minAge + " old"));
    }

    /** When a version that is parked as too young is old enough, as {@link #holdBack} has it. */
    public Instant oldEnoughAt(VersionParked parked) {
        Instant seen = parked.retry().causeSince();
        return oldEnough(parked.line(), seen).orElse(seen);
    }

    /** What the outcome of an attempt means. */
    public Verdict decide(Wanted wanted, BuildOutcome outcome, Instant now) {
        return switch (outcome) {
            case BuildOutcome.Built(var torrent, var bytes) ->
                    new Verdict.Announce(wanted.built(torrent), bytes);
            case BuildOutcome.Refused(var reason, var detail) ->
                    giveUp(wanted, reason, detail, now);
            case BuildOutcome.NotYet(var reason, var detail, var retryAfter) -> {
                Instant end = end(wanted, reason, now);
                if (!now.isBefore(end)) {
                    yield giveUp(wanted, reason, detail, now);
                }
                Instant due = now.plus(delay(wanted.attempts() + 1, retryAfter));
                // The last attempt is at the end, not long after it.
                yield new Verdict.Park(
                        wanted.parked(cause(reason), now, due.isBefore(end) ? due : end), detail);
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

    private Optional<Instant> oldEnough(IndexLine line, Instant seen) {
        return minAge.isZero()
                ? Optional.empty()
                : line.pubtime().map(it -> (it.isAfter(seen) ? seen : it).plus(minAge));
    }

    private static Verdict giveUp(Wanted wanted, FailureReason reason, String detail, Instant now) {
        return new Verdict.GiveUp(
                wanted.failed(reason, detail), wanted.givenUp(reason, detail, now));
    }

    /**
     * A mismatch has to last: what follows upon an outage of days is one attempt with the wrong
     * bytes, not days of them. All else is counted from the first attempt, so that a version whose
     * failures take turns comes to an end too.
     */
    private Instant end(Wanted wanted, FailureReason reason, Instant now) {
        return switch (reason) {
            case CKSUM_MISMATCH ->
                    wanted.since(Cause.CKSUM_MISMATCH, now).plus(mismatchGiveUpAfter);
            case NOT_FOUND, UPSTREAM_UNAVAILABLE, STORAGE_REFUSED, DEFECT ->
                    wanted.since(now).plus(giveUpAfter);
            case LENGTH_REFUSED, DENIED -> now;
        };
    }

    private static Cause cause(FailureReason reason) {
        return switch (reason) {
            case CKSUM_MISMATCH -> Cause.CKSUM_MISMATCH;
            case NOT_FOUND -> Cause.NOT_FOUND;
            case UPSTREAM_UNAVAILABLE -> Cause.UPSTREAM_UNAVAILABLE;
            case STORAGE_REFUSED -> Cause.STORAGE_REFUSED;
            case DEFECT -> Cause.DEFECT;
            case LENGTH_REFUSED, DENIED ->
                    throw new IllegalArgumentException(reason + " is no reason to try again");
        };
    }
}

package dev.torrentcrates.torrentizer.upstream.http;

import java.time.Duration;

/**
 * When each request may go: evenly, without bursts, and none during a pause. Knows no clock; times
 * are nanoseconds since some moment. For one thread at a time.
 */
final class Turns {
    private final long between;
    private long next;
    private long pausedUntil;
    private int pauses;

    Turns(int perSecond) {
        this.between = Duration.ofSeconds(1).toNanos() / perSecond;
    }

    /**
     * When one may go.
     *
     * @param pauses that had begun when it was given
     */
    record Turn(long at, int pauses) {}

    /** The next one. */
    Turn take(long now) {
        long at = Math.max(now, next);
        next = at + between;
        return new Turn(at, pauses);
    }

    /** Whether no pause has begun since; else another has to be taken. */
    boolean stands(Turn turn) {
        return turn.pauses() == pauses;
    }

    /**
     * Lets nobody go until then; turns that are not over yet stand no more.
     *
     * @return whether that is news: a shorter pause within a longer one is not
     */
    boolean pause(long until) {
        if (until <= pausedUntil) {
            return false;
        }
        pausedUntil = until;
        next = until;
        pauses++;
        return true;
    }
}

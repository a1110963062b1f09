package dev.torrentcrates.watcher;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses that grow while something fails: each twice the one before, with a random part, so that
 * many who wait for the same do not come back at the same moment. For one thread at a time.
 */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** The pause after one more failure: between half of what is due and all of it. */
    Duration next() {
        Duration due = next.compareTo(longest) < 0 ? next : longest;
        next = due.multipliedBy(2);
        long half = due.toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }

    /** It went well. */
    void reset() {
        next = first;
    }
}

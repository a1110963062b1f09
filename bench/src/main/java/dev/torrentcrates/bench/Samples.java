package dev.torrentcrates.bench;

import java.time.Duration;
import java.util.List;

/**
 * Times of the same thing, measured several times.
 *
 * @param ascending the shortest first
 */
public record Samples(List<Duration> ascending) {
    /** Sorts them; at least one is needed. */
    public Samples {
        ascending = ascending.stream().sorted().toList();
        if (ascending.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    /** The one in the middle; of an even number, the mean of the two. */
    public Duration median() {
        int half = ascending.size() / 2;
        Duration upper = ascending.get(half);
        return ascending.size() % 2 == 1 ? upper : upper.plus(ascending.get(half - 1)).dividedBy(2);
    }

    /** The one that nine in ten are not above. */
    public Duration p90() {
        return ascending.get((ascending.size() * 9 + 9) / 10 - 1);
    }

    /** The longest. */
    public Duration max() {
        return ascending.getLast();
    }
}

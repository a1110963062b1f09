package dev.torrentcrates.cargotorrent.crates;

import java.time.Duration;

/**
 * A point in time by which something is to be done.
 *
 * @param nanos of {@link System#nanoTime()}
 */
record Deadline(long nanos) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** How long it is until then; zero once it has passed. */
    Duration rest() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }
}

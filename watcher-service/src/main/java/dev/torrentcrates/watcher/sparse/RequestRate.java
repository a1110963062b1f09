package dev.torrentcrates.watcher.sparse;

import java.io.InterruptedIOException;
import java.time.Duration;

/** Lets so many requests a second pass, evenly, without bursts. For one thread at a time. */
final class RequestRate {
    private final long nanosBetween;
    private long nextNanos = System.nanoTime();

    RequestRate(int perSecond) {
        this.nanosBetween = Duration.ofSeconds(1).toNanos() / perSecond;
    }

    /** Waits until the next request may go. */
    void await() throws InterruptedIOException {
        long wait = nextNanos - System.nanoTime();
        if (wait > 0) {
            try {
                Thread.sleep(Duration.ofNanos(wait));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("stopped while waiting for the next request");
            }
        }
        nextNanos = Math.max(nextNanos, System.nanoTime()) + nanosBetween;
    }
}

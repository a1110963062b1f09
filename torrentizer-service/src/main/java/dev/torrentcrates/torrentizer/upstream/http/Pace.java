package dev.torrentcrates.torrentizer.upstream.http;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** Holds requests back until it is their turn. Thread-safe; virtual threads are meant to wait. */
final class Pace {
    private final long origin = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final Turns turns;

    Pace(int perSecond) {
        this.turns = new Turns(perSecond);
    }

    /** Waits until the next request may go. */
    void await() throws InterruptedException {
        Turns.Turn turn;
        do {
            turn = take();
            Thread.sleep(Duration.ofNanos(Math.max(0, turn.at() - now())));
        } while (!stands(turn));
    }

    /**
     * Lets no request go for so long.
     *
     * @return whether that is news
     */
    boolean pause(Duration length) {
        lock.lock();
        try {
            return turns.pause(now() + length.toNanos());
        } finally {
            lock.unlock();
        }
    }

    private Turns.Turn take() {
        lock.lock();
        try {
            return turns.take(now());
        } finally {
            lock.unlock();
        }
    }

    private boolean stands(Turns.Turn turn) {
        lock.lock();
        try {
            return turns.stands(turn);
        } finally {
            lock.unlock();
        }
    }

    private long now() {
        return System.nanoTime() - origin;
    }
}

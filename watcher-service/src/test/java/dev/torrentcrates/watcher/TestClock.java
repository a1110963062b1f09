package dev.torrentcrates.watcher;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves. */
public final class TestClock implements InstantSource {
    /** When it begins. */
    public static final Instant BEGIN = Instant.parse("2026-11-25T04:00:00Z");

    private Instant now = BEGIN;

    /** Time goes by. */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }
}

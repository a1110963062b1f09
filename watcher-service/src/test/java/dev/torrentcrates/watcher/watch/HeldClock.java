package dev.torrentcrates.watcher.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that a test moves; whoever waits by it moves it too, and nobody waits. */
final class HeldClock extends Clock {
    static final Instant BEGIN = Instant.parse("2026-11-25T04:00:00Z");

    private final List<Duration> waits = new ArrayList<>();
    private volatile Instant now = BEGIN;

    /** Waits, so to speak. */
    void sleep(Duration time) {
        waits.add(time);
        pass(time);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** What was waited for so far. */
    List<Duration> waits() {
        return waits;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return InstantSource.fixed(now).withZone(zone);
    }
}

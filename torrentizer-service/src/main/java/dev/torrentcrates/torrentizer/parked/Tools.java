package dev.torrentcrates.torrentizer.parked;

import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.torrentizer.build.CrateBuilder;
import dev.torrentcrates.torrentizer.progress.Counts;
import dev.torrentcrates.torrentizer.progress.Perseverance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What it takes to build versions and to tell of it; shared by those that are new and those that
 * are tried again. Thread-safe.
 */
public record Tools(
        CrateBuilder builder,
        EventProducer producer,
        RetryPolicy policy,
        Perseverance perseverance,
        Counts counts) {
    /** The time that decisions are made at, no finer than a millisecond. */
    public Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}

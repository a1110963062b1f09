package dev.torrentcrates.torrentizer.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What was done since the start. Thread-safe. */
public final class Counts {
    private final LongAdder built = new LongAdder();
    private final LongAdder forwarded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder downloadedBytes = new LongAdder();
    private final AtomicReference<@Nullable Instant> lastEvent = new AtomicReference<>();
    private volatile int parked;

    /** A torrent was announced; the bytes are those of its crate where that was downloaded. */
    public void built(long bytes) {
        built.increment();
        downloadedBytes.add(bytes);
    }

    /** A change was passed on. */
    public void forwarded() {
        forwarded.increment();
    }

    /** A version was given up. */
    public void failed() {
        failed.increment();
    }

    /** A record went to the dead letters. */
    public void unreadable() {
        unreadable.increment();
    }

    /** So many versions are parked now. */
    public void parked(int now) {
        parked = now;
    }

    /** An index event was dealt with. */
    public void event(Instant when) {
        lastEvent.set(when);
    }

    /** How many versions are parked now. */
    public int parked() {
        return parked;
    }

    /** What became of versions. */
    public Versions versions() {
        return new Versions(built.sum(), parked, failed.sum(), downloadedBytes.sum());
    }

    /** What came in. */
    public Events events() {
        return new Events(forwarded.sum(), unreadable.sum(), Optional.ofNullable(lastEvent.get()));
    }

    /**
     * What became of versions since the start.
     *
     * @param built torrents announced
     * @param parked versions of this process's partitions that will be tried again, now
     * @param failed versions given up
     * @param bytes downloaded, of crates that were built
     */
    public record Versions(long built, int parked, long failed, long bytes) {}

    /**
     * What came in since the start.
     *
     * @param forwarded changes passed on
     * @param unreadable records that became dead letters
     * @param lastEvent when an index event was dealt with last
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Events(long forwarded, long unreadable, Optional<Instant> lastEvent) {}
}

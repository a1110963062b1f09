package dev.torrentcrates.torrentizer.progress;

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

    /** All of them as they are now. */
    public Snapshot snapshot() {
        return new Snapshot(
                built.sum(),
                forwarded.sum(),
                parked,
                failed.sum(),
                unreadable.sum(),
                downloadedBytes.sum(),
                Optional.ofNullable(lastEvent.get()));
    }

    /**
     * Since the start, but for what is parked now.
     *
     * @param lastEvent when an index event was dealt with last
     */
    public record Snapshot(
            long built,
            long forwarded,
            int parked,
            long failed,
            long unreadable,
            long downloadedBytes,
            Optional<Instant> lastEvent) {}
}

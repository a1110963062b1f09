package dev.torrentcrates.torrentizer.progress;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was done since the start. Thread-safe. */
public final class Counts {
    private final Consumer<Duration> delays;
    private final LongAdder built = new LongAdder();
    private final LongAdder forwarded = new LongAdder();
    private final Map<FailureReason, LongAdder> failed = new EnumMap<>(FailureReason.class);
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder downloadedBytes = new LongAdder();
    private final AtomicReference<@Nullable Instant> lastEvent = new AtomicReference<>();
    private volatile int parked;

    /**
     * Nothing was done yet.
     *
     * @param delays is told, for each torrent, how long ago its version got into the index
     */
    public Counts(Consumer<Duration> delays) {
        this.delays = delays;
        for (FailureReason reason : FailureReason.values()) {
            failed.put(reason, new LongAdder());
        }
    }

    /** A torrent was announced; the bytes are those of its crate where that was downloaded. */
    public void built(TorrentBuilt event, long bytes, Instant now) {
        built.increment();
        downloadedBytes.add(bytes);
        delays.accept(Duration.between(event.commit().time(), now));
    }

    /** A change was passed on. */
    public void forwarded() {
        forwarded.increment();
    }

    /** A version was given up. */
    public void failed(FailureReason reason) {
        requireNonNull(failed.get(reason)).increment();
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

    /** How many versions were given up, by reason; every reason is there. */
    public Map<FailureReason, Long> failures() {
        Map<FailureReason, Long> counted = new EnumMap<>(FailureReason.class);
        failed.forEach((reason, count) -> counted.put(reason, count.sum()));
        return Collections.unmodifiableMap(counted);
    }

    /** What became of versions. */
    public Versions versions() {
        long givenUp = failures().values().stream().mapToLong(Long::longValue).sum();
        return new Versions(built.sum(), parked, givenUp, downloadedBytes.sum());
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

package dev.torrentcrates.torrentizer.parked;

import dev.torrentcrates.event.ParkedEvent;
import dev.torrentcrates.event.VersionGivenUp;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.Recorded;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the topic names in the partitions of this process: versions that wait, and those that were
 * given up, of which no more than the key is held. One thread reads the topic; any may ask.
 */
public final class ParkedKeys implements EventTail.Ownership {
    private final Map<String, Named> named = new ConcurrentHashMap<>();
    private volatile boolean complete;

    /** What became of a version that is named. */
    public enum Standing {
        WAITING,
        GIVEN_UP
    }

    /**
     * A version that is named.
     *
     * @param indexOffset of its publication
     */
    public record Named(int partition, Standing standing, long indexOffset) {}

    /** Whether all of it was read: before that, what is not named may well be, further on. */
    public boolean isComplete() {
        return complete;
    }

    /** How a version is named, if it is. */
    public Optional<Named> find(VersionIdentity version) {
        return Optional.ofNullable(named.get(version.key()));
    }

    @Override
    public void gained(Set<Integer> partitions) {
        complete = false;
    }

    @Override
    public void lost(Set<Integer> partitions) {
        named.values().removeIf(it -> partitions.contains(it.partition()));
    }

    /** All that was read so far is told with {@link #apply}; is it all there was? */
    public void read(boolean caughtUp) {
        complete = caughtUp;
    }

    /** Takes one more record of the topic. */
    public void apply(Recorded one) {
        if (one.event() instanceof ParkedEvent event) {
            Standing standing =
                    event instanceof VersionGivenUp ? Standing.GIVEN_UP : Standing.WAITING;
            put(event.recordKey(), new Named(one.partition(), standing, event.indexOffset()));
        } else {
            named.computeIfPresent(
                    one.key(), (_, before) -> before.indexOffset() > one.upTo() ? before : null);
        }
    }

    /** Whoever is late and means an older publication does not change what waits. */
    private void put(String key, Named now) {
        named.merge(
                key,
                now,
                (before, after) -> before.indexOffset() > after.indexOffset() ? before : after);
    }
}

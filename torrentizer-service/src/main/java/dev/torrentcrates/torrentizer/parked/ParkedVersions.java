package dev.torrentcrates.torrentizer.parked;

import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.Recorded;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is parked in the partitions of this process, folded from the topic. No I/O and no clock; for
 * one thread.
 */
final class ParkedVersions implements EventTail.Ownership {
    /** A tombstone of ours is read back within moments; so many are never on their way at once. */
    private static final int MAX_RELEASED = 10_000;

    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, Long> released = new LinkedHashMap<>();
    private final Deque<VersionParked> overtaken = new ArrayDeque<>();

    private record Entry(int partition, VersionParked version) {}

    @Override
    public void gained(Set<Integer> partitions) {
        // They are read from their beginning.
    }

    @Override
    public void lost(Set<Integer> partitions) {
        entries.values().removeIf(entry -> partitions.contains(entry.partition()));
    }

    /** Takes one more record of the topic. */
    void apply(Recorded one) {
        if (one.event() instanceof VersionParked version) {
            // Not under the key that was read, should that be an older form of it.
            park(version.recordKey(), new Entry(one.partition(), version));
        } else {
            remove(one.key());
        }
    }

    /** A version was settled by this process, and a tombstone written. */
    void release(VersionParked version) {
        String key = version.recordKey();
        entries.remove(key);
        released.remove(key);
        released.put(key, version.indexOffset());
        if (released.size() > MAX_RELEASED) {
            released.remove(released.keySet().iterator().next());
        }
    }

    /** A version that was parked is parked again, by this process. */
    void prolong(VersionParked version) {
        Entry before = entries.get(version.recordKey());
        if (before != null) {
            park(version.recordKey(), new Entry(before.partition(), version));
        }
    }

    /** Whether just this is still what is parked: not cancelled, replaced or somebody else's. */
    boolean holds(VersionParked version) {
        Entry entry = entries.get(version.recordKey());
        return entry != null && entry.version().equals(version);
    }

    /** Those whose time has come, the longest due first. */
    List<VersionParked> due(Instant now, Predicate<VersionParked> wanted, int limit) {
        return entries.values().stream()
                .map(Entry::version)
                .filter(version -> !version.retry().due().isAfter(now))
                .filter(wanted)
                .sorted(Comparator.comparing((VersionParked version) -> version.retry().due()))
                .limit(limit)
                .toList();
    }

    /**
     * A version that was deleted and published again, and parked anew, while the older one was
     * being settled: the tombstone was meant for that one only, and the newer has to be parked
     * again.
     */
    Optional<VersionParked> nextOvertaken() {
        return Optional.ofNullable(overtaken.peek());
    }

    /** The one that {@link #nextOvertaken} named stands on the topic again. */
    void overtakenIsParked() {
        overtaken.remove();
    }

    int size() {
        return entries.size();
    }

    private void park(String key, Entry entry) {
        entries.merge(
                key,
                entry,
                (before, now) ->
                        now.version().indexOffset() < before.version().indexOffset()
                                ? before
                                : now);
    }

    private void remove(String key) {
        Entry removed = entries.remove(key);
        @Nullable Long mine = released.get(key);
        if (removed != null && mine != null && removed.version().indexOffset() > mine) {
            overtaken.add(removed.version());
        }
    }
}

package dev.torrentcrates.torrentizer.parked;

import dev.torrentcrates.event.ParkedEvent;
import dev.torrentcrates.event.VersionGivenUp;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.event.VersionParked.Cause;
import dev.torrentcrates.event.VersionParked.Retry;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.Recorded;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is parked in the partitions of this process, folded from the topic. No I/O and no clock; for
 * one thread.
 */
final class ParkedVersions implements EventTail.Ownership {
    /** What is parked in spite of a tombstone comes within moments of it, or minutes. */
    static final int MAX_CANCELLED = 10_000;

    /** All that waits; and of what was given up only what had been deleted before. */
    private final Map<String, Entry> entries = new HashMap<>();

    private final Set<String> overtaken = new LinkedHashSet<>();
    private final Map<String, Long> cancelled = new LinkedHashMap<>();
    private final Map<String, Entry> late = new LinkedHashMap<>();

    private final Function<VersionParked, Instant> oldEnoughAt;

    private record Entry(int partition, ParkedEvent event) {}

    /**
     * Nothing is parked yet.
     *
     * @param oldEnoughAt of one that is too young, by what is configured now. What its record says
     *     is by what was configured when it was parked
     */
    ParkedVersions(Function<VersionParked, Instant> oldEnoughAt) {
        this.oldEnoughAt = oldEnoughAt;
    }

    @Override
    public void gained(Set<Integer> partitions) {
        // They are read from their beginning.
    }

    @Override
    public void lost(Set<Integer> partitions) {
        entries.values().removeIf(entry -> partitions.contains(entry.partition()));
        overtaken.retainAll(entries.keySet());
        late.values().removeIf(entry -> partitions.contains(entry.partition()));
    }

    /** Takes one more record of the topic. */
    void apply(Recorded one) {
        if (one.event() instanceof VersionParked version) {
            // Not under the key that was read, should that be an older form of it.
            park(version.recordKey(), new Entry(one.partition(), dueByNow(version)));
        } else if (one.event() instanceof VersionGivenUp letter) {
            if (cancelled.containsKey(one.key())) {
                // Somebody may come too late for the deletion, and has to be contradicted.
                park(one.key(), new Entry(one.partition(), letter));
            } else {
                remove(one.key(), letter.indexOffset());
            }
        } else {
            remove(one.key(), one.upTo());
            cancel(one.key(), one.upTo());
        }
    }

    /** A version was settled by this process, and a tombstone written. */
    void release(VersionParked version) {
        entries.remove(version.recordKey());
        overtaken.remove(version.recordKey());
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
        return entry != null && entry.event().equals(version);
    }

    /** Those whose time has come, the longest due first. */
    List<VersionParked> due(Instant now, Predicate<VersionParked> wanted, int limit) {
        return waiting()
                .filter(version -> !version.retry().due().isAfter(now))
                .filter(wanted)
                .sorted(Comparator.comparing((VersionParked version) -> version.retry().due()))
                .limit(limit)
                .toList();
    }

    /**
     * A version that was deleted and published again, and parked anew or given up, before somebody
     * who was late had his say on the older one: he meant that one only, but what he said stands on
     * the topic in place of the newer, which has to be said again.
     */
    Optional<ParkedEvent> nextOvertaken() {
        return overtaken.stream()
                .flatMap(key -> Stream.ofNullable(entries.get(key)))
                .map(Entry::event)
                .findFirst();
    }

    /** The one that {@link #nextOvertaken} named stands on the topic again. */
    void overtakenIsParked() {
        overtaken.remove(overtaken.iterator().next());
    }

    /**
     * A version that was parked or given up after a newer deletion had cancelled it, by somebody
     * who did not know that yet: it is not tried, and has to be cancelled again.
     */
    Optional<ParkedEvent> nextLate() {
        return late.values().stream().map(Entry::event).findFirst();
    }

    /** The one that {@link #nextLate} named does not stand on the topic any more. */
    void lateIsCancelled() {
        late.remove(late.keySet().iterator().next());
    }

    int size() {
        return Math.toIntExact(waiting().count());
    }

    private Stream<VersionParked> waiting() {
        return entries.values().stream()
                .map(Entry::event)
                .filter(VersionParked.class::isInstance)
                .map(VersionParked.class::cast);
    }

    private VersionParked dueByNow(VersionParked version) {
        Retry retry = version.retry();
        if (retry.cause() != Cause.TOO_YOUNG) {
            return version;
        }
        Instant due = oldEnoughAt.apply(version);
        // Retries are not counted from a time at which nobody tried.
        Instant since = retry.since().isAfter(due) ? retry.since() : due;
        return new VersionParked(
                version.registry(),
                version.commit(),
                version.indexOffset(),
                version.line(),
                new Retry(retry.attempts(), since, due, retry.cause(), retry.causeSince()));
    }

    private void park(String key, Entry entry) {
        long indexOffset = entry.event().indexOffset();
        if (isNewer(entries.get(key), indexOffset)) {
            overtaken.add(key);
        } else if (cancelled.getOrDefault(key, indexOffset) > indexOffset) {
            late.put(key, entry);
        } else {
            overtaken.remove(key);
            late.remove(key);
            entries.put(key, entry);
        }
    }

    private void remove(String key, long upTo) {
        if (isNewer(entries.get(key), upTo)) {
            overtaken.add(key);
        } else {
            overtaken.remove(key);
            late.remove(key);
            entries.remove(key);
        }
    }

    /** Its own tombstone does not keep a publication from being parked once more. */
    private void cancel(String key, long upTo) {
        if (upTo != Recorded.EVERYTHING) {
            cancelled.merge(key, upTo, Math::max);
            if (cancelled.size() > MAX_CANCELLED) {
                forgetCancelled(cancelled.keySet().iterator().next());
            }
        }
    }

    private void forgetCancelled(String key) {
        cancelled.remove(key);
        Entry entry = entries.get(key);
        if (entry != null && entry.event() instanceof VersionGivenUp) {
            entries.remove(key);
            overtaken.remove(key);
        }
    }

    private static boolean isNewer(@Nullable Entry entry, long indexOffset) {
        return entry != null && entry.event().indexOffset() > indexOffset;
    }
}

package dev.torrentcrates.watcher.log;

import dev.torrentcrates.event.DeadLetter;
import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.IndexEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many events were published since the start. Thread-safe. */
public final class Tally {
    /** All that a watcher publishes, checkpoints apart. */
    private static final List<Class<? extends Event>> TYPES =
            List.of(
                    IndexEvent.VersionPublished.class,
                    IndexEvent.VersionYanked.class,
                    IndexEvent.VersionUnyanked.class,
                    IndexEvent.VersionMetadataChanged.class,
                    IndexEvent.VersionDeleted.class,
                    IndexEvent.CrateDeleted.class,
                    DeadLetter.UnreadableLine.class);

    private final Map<Class<?>, LongAdder> counts = new LinkedHashMap<>();

    /** Begins with nothing. */
    public Tally() {
        TYPES.forEach(type -> counts.put(type, new LongAdder()));
    }

    void add(List<Class<?>> events) {
        for (Class<?> type : events) {
            LongAdder count = counts.get(type);
            if (count == null) {
                throw new IllegalArgumentException("a watcher does not publish " + type);
            }
            count.increment();
        }
    }

    /** How many of each type, by the type's name, {@code UnreadableLine} apart. */
    public Map<String, Long> events() {
        Map<String, Long> events = new LinkedHashMap<>();
        counts.forEach(
                (type, count) -> {
                    if (type != DeadLetter.UnreadableLine.class) {
                        events.put(type.getSimpleName(), count.sum());
                    }
                });
        return events;
    }

    /** How many lines could not be read. */
    public long deadLetters() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey() == DeadLetter.UnreadableLine.class)
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }
}

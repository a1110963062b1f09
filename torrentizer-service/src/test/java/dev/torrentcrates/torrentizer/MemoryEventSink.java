package dev.torrentcrates.torrentizer;

import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.Topic;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.EventSink;
import dev.torrentcrates.eventlog.Recorded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers what was said, in its order; may be told not to take anything for a while. */
public final class MemoryEventSink implements EventSink {
    private final List<Recorded> records = new ArrayList<>();
    private int refusals;

    /** Takes nothing of what is sent so many times. */
    public synchronized void refuse(int times) {
        refusals = times;
    }

    @Override
    public synchronized void send(Topic<?> topic, List<? extends Event> events)
            throws EventLogException {
        for (Event event : events) {
            add(topic, event.recordKey(), event, Recorded.EVERYTHING);
        }
    }

    @Override
    public synchronized void tombstone(
            Topic<?> topic, String partitionKey, String recordKey, long upTo)
            throws EventLogException {
        add(topic, recordKey, null, upTo);
    }

    /** All that was said on a topic. */
    public synchronized List<Recorded> records(Topic<?> topic) {
        return records.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    /** The events that were sent to a topic, tombstones left out. */
    public <E extends Event> List<E> events(Topic<E> topic) {
        return records(topic).stream()
                .filter(record -> record.event() != null)
                .map(record -> topic.events().cast(record.event()))
                .toList();
    }

    private void add(Topic<?> topic, String key, @Nullable Event event, long upTo)
            throws EventLogException {
        if (refusals > 0) {
            refusals--;
            throw new EventLogException("the brokers are away");
        }
        records.add(new Recorded(topic, 0, records.size(), key, event, upTo));
    }
}

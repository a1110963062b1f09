package dev.torrentcrates.eventlog;

import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.Topic;
import java.util.List;

/** Where events are sent. What was returned from cannot be lost any more. Thread-safe. */
public interface EventSink {
    /**
     * Sends the events, in order within each partition.
     *
     * @throws EventLogException where not every one was acknowledged; some may have been, so a
     *     caller sends them all again
     */
    void send(Topic<?> topic, List<? extends Event> events) throws EventLogException;

    /**
     * Says that what was last said under a key is no more.
     *
     * @param partitionKey as {@link Event#partitionKey} of what was said
     * @param recordKey as {@link Event#recordKey} of what was said
     * @throws EventLogException where it was not acknowledged
     */
    default void tombstone(Topic<?> topic, String partitionKey, String recordKey)
            throws EventLogException {
        tombstone(topic, partitionKey, recordKey, Recorded.EVERYTHING);
    }

    /**
     * The same, but only of what stems from this index offset or a lower one: it may come late.
     *
     * @param upTo the index offset of why it is no more
     * @throws EventLogException where it was not acknowledged
     */
    void tombstone(Topic<?> topic, String partitionKey, String recordKey, long upTo)
            throws EventLogException;
}

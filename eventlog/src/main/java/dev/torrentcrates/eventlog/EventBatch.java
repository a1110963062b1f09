package dev.torrentcrates.eventlog;

import dev.torrentcrates.event.DeadLetter;
import java.util.List;

/**
 * What one poll brought, in the order of each partition.
 *
 * @param unreadable records that are no events of ours; whoever reads the batch sends them to a
 *     dead-letter topic, so that they hold nothing up
 */
public record EventBatch(List<Recorded> records, List<DeadLetter.UnreadableRecord> unreadable) {
    /** Copies the lists. */
    public EventBatch {
        records = List.copyOf(records);
        unreadable = List.copyOf(unreadable);
    }

    /** Whether the poll brought nothing at all. */
    public boolean isEmpty() {
        return records.isEmpty() && unreadable.isEmpty();
    }
}

package dev.torrentcrates.eventlog;

import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.Topic;
import org.jspecify.annotations.Nullable;

/**
 * An event where it stands in the log.
 *
 * @param key the record's key
 * @param event null for a tombstone: what was last said under this key is no more
 */
public record Recorded(
        Topic<?> topic, int partition, long offset, String key, @Nullable Event event) {}

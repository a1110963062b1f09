package dev.torrentcrates.eventlog;

import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.Topic;
import org.jspecify.annotations.Nullable;

/**
 * An event where it stands in the log.
 *
 * @param key the record's key
 * @param event null for a tombstone: what was last said under this key is no more
 * @param upTo of a tombstone, the highest index offset of what it ends; what stems from a higher
 *     one is newer, and goes on. {@link #EVERYTHING} where it ends whatever was said
 */
public record Recorded(
        Topic<?> topic, int partition, long offset, String key, @Nullable Event event, long upTo) {
    /** No index offset is as high. */
    public static final long EVERYTHING = Long.MAX_VALUE;

    /** An event, or a tombstone that ends whatever was said before. */
    public Recorded(Topic<?> topic, int partition, long offset, String key, @Nullable Event event) {
        this(topic, partition, offset, key, event, EVERYTHING);
    }
}

package dev.torrentcrates.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A topic as the services create it and expect to find it.
 *
 * @param events what its records hold
 * @param retention how long a record is kept; null is for ever
 */
public record Topic<E extends Event>(
        String name,
        Class<E> events,
        int partitions,
        Cleanup cleanup,
        @Nullable Duration retention) {
    /** The largest record, in bytes, that any topic takes; ten times the longest index line. */
    public static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    /** How brokers compress it. */
    public static final String COMPRESSION = "zstd";

    /** What becomes of old records. */
    public enum Cleanup {
        /** Dropped by age, where the topic has one. */
        DELETE,
        /** The last record of each key is kept. */
        COMPACT
    }
}

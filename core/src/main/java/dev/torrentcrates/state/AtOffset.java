package dev.torrentcrates.state;

import org.jspecify.annotations.Nullable;

/**
 * What an event said, with its place among the events of the crate.
 *
 * @param offset on {@code index-events}
 */
public record AtOffset<T>(long offset, T value) {
    /** Before every event. */
    static final long NEVER = -1;

    /** The one of the higher offset; of two at the same one, the second. */
    static <T> AtOffset<T> newer(@Nullable AtOffset<T> known, AtOffset<T> other) {
        return known == null || other.offset >= known.offset ? other : known;
    }
}

package dev.torrentcrates.watcher.tail;

import dev.torrentcrates.watcher.store.IndexState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a tail has come.
 *
 * @param published the newest state of which everything is published; null before the first
 * @param caughtUp when upstream was last asked and had nothing that was not published then, or
 *     shortly after; the start, before that
 * @param look the last one that found something; null before that
 */
public record Progress(@Nullable IndexState published, Instant caughtUp, @Nullable Look look) {
    /**
     * A look at upstream that found something.
     *
     * @param head what it found
     * @param took all of it
     * @param fetching the part of it that was waiting for upstream
     * @param publishing the part that was comparing and sending
     * @param events how many there were
     */
    public record Look(
            IndexState head,
            Instant began,
            Duration took,
            Duration fetching,
            Duration publishing,
            long events) {}

    static Progress begun(Instant now) {
        return new Progress(null, now, null);
    }

    Progress caughtUpAt(Instant time, IndexState head) {
        return new Progress(head, time, look);
    }

    Progress after(Look found) {
        return new Progress(published, caughtUp, found);
    }
}

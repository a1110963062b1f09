package dev.torrentcrates.event;

import dev.torrentcrates.index.IndexLine;
import java.time.Instant;

/**
 * A version that the torrentizer will try again.
 *
 * @param attempts how often it was tried
 * @param due when it is tried next
 * @param since when it was tried first; retries end a configured time after it
 */
public record VersionParked(
        Registry registry,
        Commit commit,
        long indexOffset,
        IndexLine line,
        int attempts,
        Instant due,
        Instant since)
        implements Event {
    /** What is parked. */
    public VersionIdentity identity() {
        return VersionIdentity.of(registry, line);
    }

    @Override
    public String partitionKey() {
        return registry.key(line.name());
    }

    @Override
    public String recordKey() {
        return identity().key();
    }

    @Override
    public Instant time() {
        return since;
    }
}

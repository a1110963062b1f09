package dev.torrentcrates.event;

import dev.torrentcrates.index.IndexLine;
import java.time.Instant;

/** A change of what the published index shows: the feed for people and programs outside. */
public sealed interface VisibleEvent extends Event {
    /** Whose crate it is. */
    Registry registry();

    /** The published line, torrent included; for a withdrawal, as it was. */
    IndexLine line();

    /** The offset on {@code index-events} of the change that this stems from. */
    long indexOffset();

    /** What became visible, changed or was withdrawn. */
    default VersionIdentity identity() {
        return VersionIdentity.of(registry(), line());
    }

    @Override
    default String partitionKey() {
        return registry().key(line().name());
    }

    /** The version passed the gate. */
    record VersionVisible(Registry registry, long indexOffset, IndexLine line, Instant time)
            implements VisibleEvent {}

    /** The line of a visible version changed: yanked, unyanked, metadata. */
    record VersionChanged(Registry registry, long indexOffset, IndexLine line, Instant time)
            implements VisibleEvent {}

    /** The version is gone from the published index. */
    record VersionWithdrawn(Registry registry, long indexOffset, IndexLine line, Instant time)
            implements VisibleEvent {}
}

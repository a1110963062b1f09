package dev.torrentcrates.event;

import dev.torrentcrates.index.IndexLine;

/**
 * What became of a version that could not be built at once. The last word of each identity stays; a
 * tombstone says that there is nothing left to say.
 */
public sealed interface ParkedEvent extends Event permits VersionParked, VersionGivenUp {
    /** The registry of the crate. */
    Registry registry();

    /** The offset, on {@code index-events}, of the version's publication. */
    long indexOffset();

    /** The line of the publication. */
    IndexLine line();

    /** What it is about. */
    default VersionIdentity identity() {
        return VersionIdentity.of(registry(), line());
    }

    @Override
    default String partitionKey() {
        return registry().key(line().name());
    }

    @Override
    default String recordKey() {
        return identity().key();
    }
}

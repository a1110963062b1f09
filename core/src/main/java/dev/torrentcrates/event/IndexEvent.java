package dev.torrentcrates.event;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.index.IndexLine;
import java.time.Instant;

/** A change of the upstream index, as the watcher saw it. */
public sealed interface IndexEvent extends Event {
    /** Whose index it is. */
    Registry registry();

    /** The upstream commit in which it was seen. */
    Commit commit();

    /** The crate that changed. */
    CrateName crate();

    @Override
    default String partitionKey() {
        return registry().key(crate());
    }

    @Override
    default Instant time() {
        return commit().time();
    }

    /** A change of one version; carries the whole line. */
    sealed interface OfVersion extends IndexEvent {
        /** The line as it is now; for a deletion, as it was. */
        IndexLine line();

        @Override
        default CrateName crate() {
            return line().name();
        }

        /** What the change is about. */
        default VersionIdentity identity() {
            return VersionIdentity.of(registry(), line());
        }
    }

    /** A version that was not there before; it may be first seen yanked. */
    record VersionPublished(Registry registry, Commit commit, IndexLine line)
            implements OfVersion {}

    /** A version became yanked. */
    record VersionYanked(Registry registry, Commit commit, IndexLine line) implements OfVersion {}

    /** A version is no longer yanked. */
    record VersionUnyanked(Registry registry, Commit commit, IndexLine line) implements OfVersion {}

    /** Anything else in a version's line changed. */
    record VersionMetadataChanged(Registry registry, Commit commit, IndexLine line)
            implements OfVersion {}

    /** A version is gone; where its bytes were replaced, a {@link VersionPublished} follows. */
    record VersionDeleted(Registry registry, Commit commit, IndexLine line) implements OfVersion {}

    /** The whole crate is gone; a {@link VersionDeleted} for each version comes before. */
    record CrateDeleted(Registry registry, Commit commit, CrateName crate) implements IndexEvent {}
}

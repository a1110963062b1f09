package dev.torrentcrates.event;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentEntry;
import java.time.Instant;

/**
 * What the torrentizer says: one ordered stream a crate, in which a yank cannot overtake its
 * publication.
 */
public sealed interface TorrentEvent extends Event {
    /** The registry of the crate. */
    Registry registry();

    /** The crate it is about. */
    CrateName crate();

    /**
     * The offset, on {@code index-events}, of the change that this stems from. Among the events of
     * a crate the highest one holds the truth, whatever order they arrive in.
     */
    long indexOffset();

    @Override
    default String partitionKey() {
        return registry().key(crate());
    }

    /**
     * Content and torrent are stored and verified against the cksum.
     *
     * @param line the whole line, as the index event had it
     */
    record TorrentBuilt(
            Registry registry,
            Commit commit,
            long indexOffset,
            IndexLine line,
            TorrentEntry torrent)
            implements TorrentEvent {
        /** What was built. */
        public VersionIdentity identity() {
            return VersionIdentity.of(registry, line);
        }

        /** The torrent itself, piece layers excepted. */
        public CrateTorrent crateTorrent() {
            return CrateTorrent.of(line.name(), line.version(), torrent);
        }

        @Override
        public CrateName crate() {
            return line.name();
        }

        @Override
        public Instant time() {
            return commit.time();
        }
    }

    /**
     * No torrent could be made, and nobody tries any more until it is asked for.
     *
     * @param detail in words for an operator, bounded
     */
    record TorrentFailed(
            Registry registry,
            Commit commit,
            long indexOffset,
            IndexLine line,
            FailureReason reason,
            String detail)
            implements TorrentEvent {
        /** What failed. */
        public VersionIdentity identity() {
            return VersionIdentity.of(registry, line);
        }

        @Override
        public CrateName crate() {
            return line.name();
        }

        @Override
        public Instant time() {
            return commit.time();
        }
    }

    /** A change of the index, passed on. On the wire it keeps its type. */
    record Forwarded(IndexEvent change, long indexOffset) implements TorrentEvent {
        @Override
        public Registry registry() {
            return change.registry();
        }

        @Override
        public CrateName crate() {
            return change.crate();
        }

        @Override
        public Instant time() {
            return change.time();
        }
    }

    /** Why no torrent could be made. */
    enum FailureReason {
        /** Upstream has no such file. */
        NOT_FOUND,
        /** Upstream served bytes whose sha256 is not the line's cksum. */
        CKSUM_MISMATCH,
        /** The file is longer than any crate may be, or empty. */
        LENGTH_REFUSED,
        /** Upstream did not answer, or not with the file. */
        UPSTREAM_UNAVAILABLE,
        /**
         * Storage answers, but does not take or give this version's objects; or the disk is full.
         */
        STORAGE_REFUSED,
        /** Operators denied the content. */
        DENIED,
        /** The torrentizer failed at it, by its own fault. */
        DEFECT
    }
}

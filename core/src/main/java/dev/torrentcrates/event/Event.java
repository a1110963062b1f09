package dev.torrentcrates.event;

import java.time.Instant;

/** Something that happened; a record on one of the {@link Topics}. */
public sealed interface Event
        permits IndexEvent,
                TorrentEvent,
                SeedEvent,
                SeederAlive,
                VisibleEvent,
                ParkedEvent,
                CksumDenied,
                WatcherCheckpoint,
                PartitionAudited,
                DeadLetter {
    /**
     * Decides the partition. For whatever concerns a crate it is {@code
     * registry/canonical-crate-name}, so that one consumer owns a crate on every topic.
     */
    String partitionKey();

    /** The record's key: the same, but on topics that are compacted by something finer. */
    default String recordKey() {
        return partitionKey();
    }

    /** When it happened: upstream's time for changes of the index, ours for the rest. */
    Instant time();
}

package dev.torrentcrates.event;

import java.time.Instant;

/** What a seeder holds; the last event of a seed set and cksum is what counts. */
public sealed interface SeedEvent extends Event {
    /** What is seeded. */
    VersionIdentity identity();

    /** The group of seeders that together hold one copy of everything. */
    String seedSet();

    /** Which of them it was. */
    String seeder();

    @Override
    default String partitionKey() {
        return identity().crateKey();
    }

    @Override
    default String recordKey() {
        return seedSet() + "/" + identity().cksum();
    }

    /** The seeder holds the verified content and is in the swarm. */
    record SeedingStarted(VersionIdentity identity, String seedSet, String seeder, Instant time)
            implements SeedEvent {}

    /** The seeder left the swarm and dropped the content. */
    record SeedingStopped(VersionIdentity identity, String seedSet, String seeder, Instant time)
            implements SeedEvent {}
}

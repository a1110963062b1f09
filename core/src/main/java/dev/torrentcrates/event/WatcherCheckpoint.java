package dev.torrentcrates.event;

import java.time.Instant;

/**
 * How far the watcher has published; written in the transaction of the events themselves.
 *
 * @param tree the id of the commit's tree, 40 hex digits
 */
public record WatcherCheckpoint(Registry registry, Commit commit, String tree) implements Event {
    @Override
    public String partitionKey() {
        return registry.name();
    }

    @Override
    public Instant time() {
        return commit.time();
    }
}

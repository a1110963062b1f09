package dev.torrentcrates.event;

import java.time.Instant;

/**
 * How far the watcher has published; written in the transaction of the events themselves.
 *
 * @param commit upstream's
 * @param tree the id of the commit's tree, 40 hex digits
 * @param complete false while what leads to this commit takes several transactions: the log then
 *     stands between two states
 * @param selection the fingerprint of what was watched
 * @param watcher a random name of the process that wrote it: another one there means that it has
 *     taken over
 */
public record WatcherCheckpoint(
        Registry registry,
        Commit commit,
        String tree,
        boolean complete,
        String selection,
        String watcher)
        implements Event {
    @Override
    public String partitionKey() {
        return registry.name();
    }

    @Override
    public Instant time() {
        return commit.time();
    }
}

package dev.torrentcrates.watcher.git;

import dev.torrentcrates.watcher.source.UpstreamException;

/**
 * Finds out more cheaply than git does that upstream's branch has not moved. For one thread at a
 * time.
 */
public interface HeadProbe extends AutoCloseable {
    /** Never knows, so that git is asked. */
    HeadProbe NONE = _ -> false;

    /**
     * Whether the branch is known to be still at a commit; false where it is not, and where nobody
     * can say.
     *
     * @throws UpstreamException where the thread was interrupted
     */
    boolean isSurelyAt(String commit) throws UpstreamException;

    /** Nothing to do, where nothing was opened. */
    @Override
    default void close() {}
}

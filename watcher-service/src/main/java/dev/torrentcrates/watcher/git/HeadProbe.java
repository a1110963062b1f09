package dev.torrentcrates.watcher.git;

import dev.torrentcrates.watcher.source.UpstreamException;

/**
 * Asks upstream, for as little as it can be had, whether its branch has moved. For one thread at a
 * time.
 */
public interface HeadProbe extends AutoCloseable {
    /**
     * Whether the branch is still at a commit.
     *
     * @throws UpstreamException where upstream does not answer
     */
    boolean isAt(String commit) throws UpstreamException;

    /**
     * Only makes sure that upstream answers.
     *
     * @throws UpstreamException where it does not
     */
    default void ask() throws UpstreamException {
        var _ = isAt("");
    }

    @Override
    void close();
}

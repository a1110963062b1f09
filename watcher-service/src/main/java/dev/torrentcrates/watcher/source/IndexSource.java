package dev.torrentcrates.watcher.source;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.watcher.store.IndexState;
import java.io.IOException;
import java.util.Optional;

/**
 * An upstream index, wherever it is read from. A source puts states into the {@link
 * dev.torrentcrates.watcher.store.IndexStore} that it was made with, where they are compared; it
 * decides nothing. For one thread at a time.
 */
public interface IndexSource extends AutoCloseable {
    /** What is followed and how, for people: {@code git https://...}. */
    String describe();

    /**
     * Brings the newest state of upstream into the store; cheap where nothing changed.
     *
     * @return it, or the very state of last time
     * @throws UpstreamException where upstream does not answer as it should; the store is as before
     * @throws IOException where the disk fails
     */
    IndexState fetch() throws IOException;

    /**
     * Brings an earlier state into the store, where this source can still give it: from the store
     * itself, or from upstream.
     *
     * @throws UpstreamException where upstream does not answer at all, so that nobody knows
     */
    Optional<IndexState> recall(Commit commit) throws IOException;

    /**
     * What of upstream cannot be had at the moment though the rest is followed, in words for an
     * operator. For any thread.
     */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    void close();
}

package dev.torrentcrates.swarm;

import java.util.concurrent.CompletableFuture;

/** A download under way. It has no time-out: whoever asked for it cancels it. */
public interface Download {
    /**
     * Completes when the file is whole, verified and readable on disk. Fails with an {@link
     * java.io.IOException} where the disk fails, and is cancelled by {@link #cancel()}, by the
     * torrent's removal and by the swarm's end.
     */
    CompletableFuture<Downloaded> done();

    /**
     * Gives up. With the last one that waits for the torrent, the torrent and what there is of its
     * file go. Does nothing where the download is done.
     */
    void cancel();
}

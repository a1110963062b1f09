package dev.torrentcrates.cargotorrent.crates;

import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.RejectedExecutionException;

/**
 * Seeds, after a start, what the store holds from earlier times. The store is read on the thread
 * that runs this; the swarm is told on its own thread, crate by crate, so that one that was just
 * downloaded has to wait for one other at most.
 */
public final class Reseeding implements Runnable {
    /** Each torrent is announced to the tracker at once; this many a second it bears well. */
    private static final int PER_SECOND = 500;

    private static final System.Logger LOG = System.getLogger(Reseeding.class.getName());

    private final CrateStore store;
    private final SwarmDownloads swarm;
    private int failures;
    private String reason = "";

    /** Nothing happens before it is run, which is once. */
    public Reseeding(CrateStore store, SwarmDownloads swarm) {
        this.store = store;
        this.swarm = swarm;
    }

    /** Begins; ends with the last crate, or with the swarm's thread. */
    @Override
    public void run() {
        try {
            next(store.all().iterator());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the store is not seeded: {0}", e.toString());
        }
    }

    /** The steps run one after the other, so what they count needs no lock. */
    private void next(Iterator<CrateStore.Stored> rest) {
        try {
            swarm.soon(() -> step(rest));
        } catch (RejectedExecutionException e) {
            // The daemon stops.
        }
    }

    private void step(Iterator<CrateStore.Stored> rest) {
        if (!rest.hasNext()) {
            report();
            return;
        }
        try {
            swarm.seed(rest.next());
        } catch (IOException | IllegalStateException e) {
            failures++;
            reason = String.valueOf(e.getMessage());
        }
        try {
            Thread.sleep(1000 / PER_SECOND);
        } catch (InterruptedException e) {
            return;
        }
        next(rest);
    }

    private void report() {
        if (failures > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} crates of the store are not seeded; the last one since {1}",
                    failures,
                    reason);
        }
    }
}

package dev.torrentcrates.cargotorrent.crates;

import java.io.IOException;

/** Seeds, after a start, what the store holds from earlier times. */
public final class Reseeding implements Runnable {
    /** Each torrent is announced to the tracker at once; this many a second it bears well. */
    private static final int PER_SECOND = 500;

    private static final System.Logger LOG = System.getLogger(Reseeding.class.getName());

    private final CrateStore store;
    private final SwarmDownloads swarm;

    /** Nothing happens before it is run. */
    public Reseeding(CrateStore store, SwarmDownloads swarm) {
        this.store = store;
        this.swarm = swarm;
    }

    /** Seeds one after the other, until all are or the thread is interrupted. */
    @Override
    public void run() {
        int failures = 0;
        String reason = "";
        try {
            for (CrateStore.Stored stored : store.all()) {
                try {
                    swarm.seed(stored);
                } catch (IOException | IllegalStateException e) {
                    failures++;
                    reason = String.valueOf(e.getMessage());
                }
                Thread.sleep(1000 / PER_SECOND);
            }
        } catch (IOException e) {
            failures++;
            reason = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            return;
        }
        if (failures > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} crates of the store are not seeded; the last one since {1}",
                    failures,
                    reason);
        }
    }
}

package dev.torrentcrates.swarm.libtorrent;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.torrentcrates.swarm.libtorrent.AlertLoop.Counters;
import dev.torrentcrates.swarm.libtorrent.HeldTorrent.State;
import dev.torrentcrates.torrent.Btih;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Turns alerts into looks at the torrents. On the alerts' thread, so it never takes a lock. */
final class Nudges implements AlertLoop.Listener {
    private static final System.Logger LOG = System.getLogger(Nudges.class.getName());

    /** An answer takes milliseconds; where none comes, the last one stands. */
    private static final int COUNTERS_SECONDS = 2;

    private final Map<Btih, HeldTorrent> torrents;
    private final Sweeper sweeper;
    private volatile Counters counters = Counters.NONE;
    private volatile CompletableFuture<Counters> nextCounters = new CompletableFuture<>();

    /** For the torrents of a live map. */
    Nudges(Map<Btih, HeldTorrent> torrents, Sweeper sweeper) {
        this.torrents = torrents;
        this.sweeper = sweeper;
    }

    /** Done with the session's next counters, which the caller asks the session for. */
    CompletableFuture<Counters> nextCounters() {
        return nextCounters;
    }

    /** The answer, or the last one where it does not come. */
    Counters await(CompletableFuture<Counters> answer) {
        try {
            return answer.get(COUNTERS_SECONDS, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(System.Logger.Level.DEBUG, "libtorrent's counters did not come", e);
        }
        return counters;
    }

    @Override
    public void finished(Btih btih) {
        HeldTorrent held = torrents.get(btih);
        if (held != null && held.state() == State.PENDING) {
            held.heardFinished();
            sweeper.nudge(held);
        }
    }

    @Override
    public void faulted(Btih btih) {
        HeldTorrent held = torrents.get(btih);
        if (held != null) {
            sweeper.nudge(held);
        }
    }

    @Override
    public void received(Btih btih, int piece, int block, String sender) {
        HeldTorrent held = torrents.get(btih);
        if (held != null) {
            held.ledger().received(piece, block, sender);
        }
    }

    @Override
    public void counted(Counters latest) {
        CompletableFuture<Counters> asked = nextCounters;
        counters = latest;
        nextCounters = new CompletableFuture<>();
        asked.complete(latest);
    }

    @Override
    public void dropped() {
        LOG.log(System.Logger.Level.WARNING, "libtorrent lost alerts; looking at everything");
        sweeper.alertsLost();
    }
}

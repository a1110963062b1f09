package dev.torrentcrates.swarm.libtorrent;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.torrentcrates.swarm.libtorrent.HeldTorrent.State;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * Looks at torrents' status, one after the other on one thread: when an alert nudges it, and once a
 * second at all that are pending, since an alert may be lost. What waits is bounded by the number
 * of torrents, as each has at most one nudge.
 */
final class Sweeper implements AutoCloseable {
    private static final int PERIOD_SECONDS = 1;

    private final ScheduledExecutorService thread;
    private final Collection<HeldTorrent> torrents;
    private final Consumer<HeldTorrent> look;
    private volatile boolean alertsLost;

    /** For the torrents of a live collection. */
    Sweeper(int port, Collection<HeldTorrent> torrents, Consumer<HeldTorrent> look) {
        this.torrents = torrents;
        this.look = look;
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("swarm-sweeper-" + port).factory());
        var _ = thread.scheduleWithFixedDelay(this::sweep, PERIOD_SECONDS, PERIOD_SECONDS, SECONDS);
    }

    /** Has the torrent looked at soon. */
    void nudge(HeldTorrent held) {
        if (held.nudge()) {
            thread.execute(
                    () -> {
                        held.looked();
                        look.accept(held);
                    });
        }
    }

    /** Has the next sweep look at the seeded torrents, too. */
    void alertsLost() {
        alertsLost = true;
    }

    /** Does not wait: a look that is under way finds the session closed. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void sweep() {
        boolean all = alertsLost;
        alertsLost = false;
        for (HeldTorrent held : torrents) {
            if (all || held.state() == State.PENDING) {
                look.accept(held);
            }
        }
    }
}

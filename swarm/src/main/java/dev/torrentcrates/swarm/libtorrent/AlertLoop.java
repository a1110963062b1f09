package dev.torrentcrates.swarm.libtorrent;

import dev.torrentcrates.torrent.Btih;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.alert_ptr_vector;
import org.libtorrent4j.swig.alerts_dropped_alert;
import org.libtorrent4j.swig.block_finished_alert;
import org.libtorrent4j.swig.file_error_alert;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.session_stats_alert;
import org.libtorrent4j.swig.state_changed_alert;
import org.libtorrent4j.swig.torrent_alert;
import org.libtorrent4j.swig.torrent_error_alert;
import org.libtorrent4j.swig.torrent_finished_alert;
import org.libtorrent4j.swig.torrent_status;

/**
 * Takes libtorrent's alerts off its queue, on a thread of its own that does nothing else: a slow
 * listener would let the queue overflow, and what overflows is lost.
 */
final class AlertLoop {
    /** So long does a stop wait at most where nothing happens in the session. */
    private static final int WAIT_MILLISECONDS = 250;

    /** Hears of what happens, on the loop's thread; may not block. */
    interface Listener {
        /** A torrent is whole, and every block of it was told of. */
        void finished(Btih btih);

        /** Something is wrong with a torrent, or it is being checked or fetched again. */
        void faulted(Btih btih);

        /** A block was taken in; the sender is a peer id in hex. */
        void received(Btih btih, int piece, int block, String sender);

        void counted(Counters counters);

        /** Alerts were lost. */
        void dropped();
    }

    /** The session's counters: payload in bytes, and connected peers. */
    record Counters(long sentBytes, long receivedBytes, int peers) {
        static final Counters NONE = new Counters(0, 0, 0);
    }

    private final session engine;
    private final Listener listener;
    private final int sent = libtorrent.find_metric_idx_ex("net.sent_payload_bytes");
    private final int received = libtorrent.find_metric_idx_ex("net.recv_payload_bytes");
    private final int peers = libtorrent.find_metric_idx_ex("peer.num_peers_connected");
    private final Thread thread;
    private volatile boolean stopping;

    /** Hears nothing before its start. */
    AlertLoop(session engine, Listener listener) {
        this.engine = engine;
        this.listener = listener;
        this.thread =
                Thread.ofPlatform()
                        .name("swarm-alerts-" + engine.listen_port())
                        .daemon()
                        .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Returns when the thread has ended and the session may go. */
    void stop() {
        stopping = true;
        engine.post_session_stats(); // wakes it
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        alert_ptr_vector alerts = new alert_ptr_vector();
        while (!stopping) {
            engine.wait_for_alert_ms(WAIT_MILLISECONDS);
            engine.pop_alerts(alerts);
            for (int i = 0; i < alerts.size(); i++) {
                dispatch(alerts.get(i));
            }
        }
        alerts.delete();
    }

    private void dispatch(alert next) {
        int type = next.type();
        if (type == block_finished_alert.alert_type) {
            block_finished_alert block = alert.cast_to_block_finished_alert(next);
            listener.received(
                    btih(block),
                    block.getPiece_index(),
                    block.getBlock_index(),
                    block.getPid().to_hex());
        } else if (type == torrent_finished_alert.alert_type) {
            listener.finished(btih(alert.cast_to_torrent_finished_alert(next)));
        } else if (type == torrent_error_alert.alert_type) {
            listener.faulted(btih(alert.cast_to_torrent_error_alert(next)));
        } else if (type == file_error_alert.alert_type) {
            listener.faulted(btih(alert.cast_to_file_error_alert(next)));
        } else if (type == state_changed_alert.alert_type) {
            stateChanged(alert.cast_to_state_changed_alert(next));
        } else if (type == session_stats_alert.alert_type) {
            session_stats_alert stats = alert.cast_to_session_stats_alert(next);
            listener.counted(
                    new Counters(
                            stats.get_value(sent),
                            stats.get_value(received),
                            (int) stats.get_value(peers)));
        } else if (type == alerts_dropped_alert.alert_type) {
            listener.dropped();
        }
    }

    private void stateChanged(state_changed_alert change) {
        torrent_status.state_t state = change.getState();
        if (state != torrent_status.state_t.finished && state != torrent_status.state_t.seeding) {
            listener.faulted(btih(change));
        }
    }

    /** The torrent's infohash; forty zeros where it left the session meanwhile. */
    private static Btih btih(torrent_alert about) {
        return Btih.of(about.getHandle().info_hashes().getV1().to_hex());
    }
}

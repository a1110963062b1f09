package dev.torrentcrates.swarm.libtorrent;

import dev.torrentcrates.swarm.Downloaded;
import dev.torrentcrates.swarm.Sources;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.CrateTorrent;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.libtorrent4j.swig.announce_entry;
import org.libtorrent4j.swig.tcp_endpoint;
import org.libtorrent4j.swig.torrent_handle;

/**
 * A torrent in the session, and who waits for it. Changed under the swarm's lock only; {@link
 * #state()}, the ledger and the nudge are free for all.
 */
final class HeldTorrent {
    /** Why it was taken in. */
    enum Purpose {
        SEED,
        DOWNLOAD
    }

    /** How far it is. */
    enum State {
        /** Not whole, or not known to be whole yet. */
        PENDING,
        SEEDING,
        /** Out of the session; its handle must not be used. */
        GONE
    }

    /** Looks come once a second; the alerts never lag so far behind. */
    private static final int LOOKS_TO_BELIEVE = 5;

    private final CrateTorrent torrent;
    private final Btih btih;
    private final Path folder;
    private final Purpose purpose;
    private final BlockLedger ledger;
    private final AtomicBoolean nudged = new AtomicBoolean();
    private final List<CompletableFuture<Downloaded>> waiting = new ArrayList<>();
    private volatile State state = State.PENDING;
    private @Nullable torrent_handle handle;
    private @Nullable Downloaded result;
    private volatile boolean heardFinished;
    private int looksFoundWhole;

    HeldTorrent(CrateTorrent torrent, Btih btih, Path folder, Purpose purpose) {
        this.torrent = torrent;
        this.btih = btih;
        this.folder = folder;
        this.purpose = purpose;
        this.ledger = new BlockLedger(torrent.length(), torrent.pieceLength());
    }

    CrateTorrent torrent() {
        return torrent;
    }

    Btih btih() {
        return btih;
    }

    Path folder() {
        return folder;
    }

    Path file() {
        return folder.resolve(torrent.fileName());
    }

    Purpose purpose() {
        return purpose;
    }

    State state() {
        return state;
    }

    BlockLedger ledger() {
        return ledger;
    }

    /** What libtorrent calls it; only while it is not {@link State#GONE}. */
    torrent_handle handle() {
        if (handle == null) {
            throw new IllegalStateException(torrent.fileName() + " is not in the session");
        }
        return handle;
    }

    void entered(torrent_handle given) {
        handle = given;
    }

    /** More places to look for the file, while it is {@link State#PENDING}. */
    void addSources(Sources more) {
        for (URI tracker : more.trackers()) {
            announce_entry entry = new announce_entry(tracker.toString());
            handle().add_tracker(entry);
            entry.delete();
        }
        if (!more.webSeeds().isEmpty()) {
            ledger.expectWebSeeds();
        }
        more.webSeeds().forEach(webSeed -> handle().add_url_seed(webSeed.toString()));
        for (InetSocketAddress peer : more.peers()) {
            tcp_endpoint endpoint = TorrentParameters.endpoint(peer);
            if (endpoint != null) {
                handle().connect_peer(endpoint);
                endpoint.delete();
            }
        }
    }

    /** Marks it whole; the result is for all who wait and for those who ask later. */
    Downloaded whole() {
        state = State.SEEDING;
        result = new Downloaded(file(), ledger.peerBytes(), ledger.webSeedBytes());
        return result;
    }

    /** Marks it as out of the session. */
    void left() {
        state = State.GONE;
        if (handle != null) {
            handle.delete();
            handle = null;
        }
    }

    /** One more who waits; complete already where the file is whole. */
    CompletableFuture<Downloaded> newWaiter() {
        if (result != null) {
            return CompletableFuture.completedFuture(result);
        }
        CompletableFuture<Downloaded> waiter = new CompletableFuture<>();
        waiting.add(waiter);
        return waiter;
    }

    /** Strikes out those who gave up; true where some did and nobody is left. */
    boolean isAbandoned() {
        return waiting.removeIf(CompletableFuture::isDone) && waiting.isEmpty();
    }

    /** All who wait, to be told. The caller tells them after it gave back the lock. */
    List<CompletableFuture<Downloaded>> takeWaiters() {
        List<CompletableFuture<Downloaded>> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /** libtorrent said that it is whole, so every block before that is in the ledger. */
    void heardFinished() {
        heardFinished = true;
    }

    /**
     * Whether a file that the status says is whole may be called so: not before the alert, as the
     * alerts of its last blocks may be waiting in the queue. After some looks it is clear that the
     * alert was lost. A seed's ledger is empty, so there is nothing to wait for.
     */
    boolean believesWhole() {
        looksFoundWhole++;
        return purpose == Purpose.SEED || heardFinished || looksFoundWhole >= LOOKS_TO_BELIEVE;
    }

    /** Asks for a look at the status; false where one is due already. */
    boolean nudge() {
        return nudged.compareAndSet(false, true);
    }

    void looked() {
        nudged.set(false);
    }
}

package dev.torrentcrates.swarm.libtorrent;

import dev.torrentcrates.swarm.Discovery;
import dev.torrentcrates.swarm.Downloaded;
import dev.torrentcrates.swarm.Sources;
import dev.torrentcrates.swarm.SwarmSettings;
import dev.torrentcrates.swarm.Totals;
import dev.torrentcrates.swarm.libtorrent.AlertLoop.Counters;
import dev.torrentcrates.swarm.libtorrent.HeldTorrent.Purpose;
import dev.torrentcrates.swarm.libtorrent.HeldTorrent.State;
import dev.torrentcrates.swarm.libtorrent.Observed.Verdict;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.CrateTorrent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.session_handle;

/** libtorrent's session and the torrents in it. Native calls are made here, under one lock. */
final class TorrentSession implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TorrentSession.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Btih, HeldTorrent> torrents = new ConcurrentHashMap<>();
    private final session engine;
    private final Set<Discovery> discovery;
    private final int port;
    private final PeerTracker peerTracker;
    private final Sweeper sweeper;
    private final Nudges nudges;
    private final AlertLoop alerts;
    private volatile boolean closed;

    private TorrentSession(session engine, Set<Discovery> discovery, PeerTracker peerTracker) {
        this.engine = engine;
        this.discovery = discovery;
        this.port = engine.listen_port();
        this.peerTracker = peerTracker;
        this.sweeper = new Sweeper(port, torrents.values(), this::look);
        this.nudges = new Nudges(torrents, sweeper);
        this.alerts = new AlertLoop(engine, nudges);
    }

    static TorrentSession start(SwarmSettings settings) throws IOException {
        session engine = Engine.start(settings);
        try {
            TorrentSession started =
                    new TorrentSession(engine, settings.discovery(), PeerTracker.start());
            started.alerts.start();
            return started;
        } catch (IOException e) {
            Engine.end(engine);
            throw e;
        }
    }

    int port() {
        requireOpen();
        return port;
    }

    Set<Btih> seeding() {
        requireOpen();
        return torrents.values().stream()
                .filter(held -> held.state() == State.SEEDING)
                .map(HeldTorrent::btih)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Takes in a file that is whole; done when it is seeded. */
    CompletableFuture<Downloaded> seed(CrateTorrent torrent, Path folder, List<URI> trackers)
            throws IOException {
        Btih btih = torrent.btih();
        HeldTorrent seed = new HeldTorrent(torrent, btih, folder, Purpose.SEED);
        CompletableFuture<Downloaded> seeded;
        lock.lock();
        try {
            requireOpen();
            HeldTorrent held = torrents.get(btih);
            if (held != null && held.state() == State.PENDING) {
                if (held.purpose() == Purpose.DOWNLOAD) {
                    throw new IllegalStateException(
                            torrent.fileName() + " is being downloaded right now");
                }
                return held.newWaiter();
            }
            if (held != null && held.folder().equals(folder)) {
                return held.newWaiter();
            }
            if (held != null) {
                var noneOfASeededOne = drop(held);
                assert noneOfASeededOne.isEmpty();
            }
            seeded = enter(seed, TorrentParameters.seed(torrent, folder, trackers, discovery));
        } finally {
            lock.unlock();
        }
        // With nothing to verify it is seeding by now; no need to wait for the alert.
        look(seed);
        return seeded;
    }

    /** Fetches a file, or joins those who do. */
    CompletableFuture<Downloaded> download(CrateTorrent torrent, Path folder, Sources sources)
            throws IOException {
        Btih btih = torrent.btih();
        lock.lock();
        try {
            requireOpen();
            HeldTorrent held = torrents.get(btih);
            if (held != null) {
                if (held.state() == State.PENDING) {
                    held.addSources(sources);
                }
                return held.newWaiter();
            }
            HeldTorrent download = new HeldTorrent(torrent, btih, folder, Purpose.DOWNLOAD);
            if (!sources.webSeeds().isEmpty()) {
                download.ledger().expectWebSeeds();
            }
            Sources all =
                    sources.peers().isEmpty() ? sources : throughPeerTracker(torrent, sources);
            return enter(download, TorrentParameters.download(torrent, folder, all, discovery));
        } finally {
            lock.unlock();
        }
    }

    /** Some who waited have given up; with the last one an unfinished torrent goes. */
    void leave(Btih btih) {
        lock.lock();
        try {
            HeldTorrent held = torrents.get(btih);
            if (!closed && held != null && held.isAbandoned()) {
                var nobody = drop(held);
                assert nobody.isEmpty();
            }
        } finally {
            lock.unlock();
        }
    }

    void remove(Btih btih) {
        List<CompletableFuture<Downloaded>> waiting = List.of();
        lock.lock();
        try {
            requireOpen();
            HeldTorrent held = torrents.get(btih);
            if (held != null) {
                waiting = drop(held);
            }
        } finally {
            lock.unlock();
        }
        waiting.forEach(waiter -> waiter.cancel(false));
    }

    Totals totals() {
        CompletableFuture<Counters> answer;
        lock.lock();
        try {
            requireOpen();
            answer = nudges.nextCounters();
            engine.post_session_stats();
        } finally {
            lock.unlock();
        }
        Counters now = nudges.await(answer);
        return new Totals(now.sentBytes(), now.receivedBytes(), torrents.size(), now.peers());
    }

    @Override
    public void close() {
        List<CompletableFuture<Downloaded>> waiting = new ArrayList<>();
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            alerts.stop();
            sweeper.close();
            for (HeldTorrent held : torrents.values()) {
                waiting.addAll(held.takeWaiters());
                held.left();
            }
            torrents.clear();
            Engine.end(engine);
            peerTracker.close();
        } finally {
            lock.unlock();
        }
        waiting.forEach(waiter -> waiter.cancel(false));
    }

    private Sources throughPeerTracker(CrateTorrent torrent, Sources sources) {
        peerTracker.name(torrent, sources.peers());
        List<URI> trackers = new ArrayList<>(sources.trackers());
        trackers.add(peerTracker.announceAddress());
        return new Sources(trackers, sources.webSeeds(), sources.peers());
    }

    /** Puts a torrent into the session, and deletes the parameters. Under the lock. */
    private CompletableFuture<Downloaded> enter(HeldTorrent held, add_torrent_params parameters)
            throws IOException {
        error_code error = new error_code();
        // Before it is added: its first alerts may be there before the call returns.
        torrents.put(held.btih(), held);
        CompletableFuture<Downloaded> waiter = held.newWaiter();
        try {
            held.entered(engine.add_torrent(parameters, error));
            if (error.failed()) {
                torrents.remove(held.btih());
                held.left();
                throw new IOException(
                        "libtorrent does not take " + held.file() + ": " + error.message());
            }
            return waiter;
        } finally {
            parameters.delete();
            error.delete();
        }
    }

    /** Takes a torrent out of the session; gives those who wait, to be told. Under the lock. */
    private List<CompletableFuture<Downloaded>> drop(HeldTorrent held) {
        if (held.purpose() == Purpose.DOWNLOAD && held.state() == State.PENDING) {
            engine.remove_torrent(held.handle(), session_handle.delete_files);
        } else {
            engine.remove_torrent(held.handle());
        }
        torrents.remove(held.btih());
        peerTracker.forget(held.torrent());
        held.left();
        return held.takeWaiters();
    }

    /** Asks libtorrent how a torrent is, and acts on it. */
    private void look(HeldTorrent held) {
        Runnable news = () -> {};
        lock.lock();
        try {
            if (!closed && held.state() != State.GONE) {
                news =
                        switch (Observed.of(held.handle()).decide(held.state())) {
                            case Verdict.Wait _ -> news;
                            case Verdict.Finish _ -> finish(held);
                            case Verdict.Fail fail -> fail(held, fail.reason());
                        };
            }
        } finally {
            lock.unlock();
        }
        news.run();
    }

    private Runnable finish(HeldTorrent held) {
        if (!held.believesWhole()) {
            return () -> {};
        }
        Downloaded result = held.whole();
        peerTracker.forget(held.torrent());
        List<CompletableFuture<Downloaded>> waiting = held.takeWaiters();
        return () -> waiting.forEach(waiter -> waiter.complete(result));
    }

    private Runnable fail(HeldTorrent held, String reason) {
        boolean seeded = held.state() == State.SEEDING;
        List<CompletableFuture<Downloaded>> waiting = drop(held);
        if (seeded) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} is not seeded any more: {1}",
                    held.file(),
                    reason);
        }
        return () ->
                waiting.forEach(
                        waiter ->
                                waiter.completeExceptionally(
                                        new IOException(held.file() + ": " + reason)));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this swarm is closed");
        }
    }
}

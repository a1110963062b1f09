package dev.torrentcrates.swarm.memory;

import dev.torrentcrates.swarm.Download;
import dev.torrentcrates.swarm.Downloaded;
import dev.torrentcrates.swarm.Sources;
import dev.torrentcrates.swarm.Swarm;
import dev.torrentcrates.swarm.Totals;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A peer on a {@link MemoryNetwork}: a download copies the file of a seed that it finds. */
public final class MemorySwarm implements Swarm {
    private final MemoryNetwork network;
    private final int port;
    private final Map<Btih, Seeded> seeded = new HashMap<>();
    private final Map<Btih, Missing> missing = new HashMap<>();
    private final AtomicLong uploaded = new AtomicLong();
    private final AtomicLong downloaded = new AtomicLong();
    private boolean closed;

    private record Seeded(Path folder, Downloaded result, List<URI> trackers) {}

    private record Missing(
            CrateTorrent torrent,
            Path folder,
            Sources sources,
            List<CompletableFuture<Downloaded>> waiting) {}

    private record WaitingDownload(CompletableFuture<Downloaded> done) implements Download {
        @Override
        public void cancel() {
            done.cancel(false);
        }
    }

    private MemorySwarm(MemoryNetwork network) {
        this.network = network;
        this.port = network.join(this);
    }

    /** A new peer on that network. */
    public static MemorySwarm join(MemoryNetwork network) {
        return new MemorySwarm(network);
    }

    @Override
    public void seed(CrateTorrent torrent, Path folder, List<URI> trackers) throws IOException {
        if (!torrent.isComplete()) {
            throw new IllegalArgumentException(
                    torrent.fileName() + " has several pieces, and their layers are not known");
        }
        Path file = folder.resolve(torrent.fileName());
        if (Files.size(file) != torrent.length()) {
            throw new IOException(file + " has not " + torrent.length() + " bytes: not seeded");
        }
        synchronized (this) {
            requireOpen();
            if (missing.containsKey(torrent.btih())) {
                throw new IllegalStateException(
                        torrent.fileName() + " is being downloaded right now");
            }
            Seeded held = seeded.get(torrent.btih());
            if (held != null && held.folder().equals(folder)) {
                return;
            }
            seeded.put(torrent.btih(), new Seeded(folder, new Downloaded(file, 0, 0), trackers));
        }
        network.changed();
    }

    @Override
    public Download download(CrateTorrent torrent, Path folder, Sources sources) {
        CompletableFuture<Downloaded> done = new CompletableFuture<>();
        synchronized (this) {
            requireOpen();
            Seeded held = seeded.get(torrent.btih());
            if (held != null) {
                return new WaitingDownload(CompletableFuture.completedFuture(held.result()));
            }
            Missing wanted = missing.get(torrent.btih());
            missing.put(torrent.btih(), joined(wanted, torrent, folder, sources, done));
        }
        var _ = done.whenComplete((result, failure) -> leave(torrent.btih()));
        lookForMissing();
        return new WaitingDownload(done);
    }

    @Override
    public void remove(Btih btih) {
        Missing cancelled;
        synchronized (this) {
            requireOpen();
            seeded.remove(btih);
            cancelled = missing.remove(btih);
        }
        if (cancelled != null) {
            cancelled.waiting().forEach(waiter -> waiter.cancel(false));
        }
    }

    @Override
    public synchronized Set<Btih> seeding() {
        requireOpen();
        return Set.copyOf(seeded.keySet());
    }

    @Override
    public synchronized Totals totals() {
        requireOpen();
        return new Totals(uploaded.get(), downloaded.get(), seeded.size() + missing.size(), 0);
    }

    @Override
    public synchronized int port() {
        requireOpen();
        return port;
    }

    @Override
    public void close() {
        List<CompletableFuture<Downloaded>> waiting = new ArrayList<>();
        network.leave(this);
        synchronized (this) {
            closed = true;
            seeded.clear();
            missing.values().forEach(wanted -> waiting.addAll(wanted.waiting()));
            missing.clear();
        }
        waiting.forEach(waiter -> waiter.cancel(false));
    }

    synchronized boolean isFound(Btih btih, Sources sources) {
        Seeded held = seeded.get(btih);
        return held != null
                && (sources.peers().stream().anyMatch(peer -> peer.getPort() == port)
                        || sources.trackers().stream().anyMatch(held.trackers()::contains));
    }

    /** Fetches whatever of the missing is to be had by now. */
    void lookForMissing() {
        List<Missing> wanted;
        synchronized (this) {
            wanted = List.copyOf(missing.values());
        }
        wanted.forEach(this::look);
    }

    private void look(Missing wanted) {
        Btih btih = wanted.torrent().btih();
        try {
            if (isWhole(wanted.torrent(), wanted.folder().resolve(wanted.torrent().fileName()))) {
                finish(wanted, 0, 0);
                return;
            }
            Optional<MemorySwarm> seed = network.seed(btih, wanted.sources());
            if (seed.isPresent()) {
                Path file = seed.get().file(btih);
                if (file != null && copy(wanted, file)) {
                    seed.get().uploaded.addAndGet(wanted.torrent().length());
                    finish(wanted, wanted.torrent().length(), 0);
                    return;
                }
            }
            Optional<Path> webSeed = network.webSeed(wanted.sources());
            if (webSeed.isPresent() && copy(wanted, webSeed.get())) {
                finish(wanted, 0, wanted.torrent().length());
            }
        } catch (IOException e) {
            List<CompletableFuture<Downloaded>> waiting;
            synchronized (this) {
                waiting = missing.remove(btih) == null ? List.of() : List.copyOf(wanted.waiting());
            }
            waiting.forEach(waiter -> waiter.completeExceptionally(e));
        }
    }

    private synchronized @Nullable Path file(Btih btih) {
        Seeded held = seeded.get(btih);
        return held == null ? null : held.result().file();
    }

    /** Whether the file has the torrent's hashes. */
    private static boolean isWhole(CrateTorrent torrent, Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) != torrent.length()) {
            return false;
        }
        try (InputStream content = Files.newInputStream(file)) {
            return TorrentRecipe.of(torrent.fileName(), torrent.length(), content)
                    .btih()
                    .equals(torrent.btih());
        }
    }

    /** Copies the right content; of other content it is as if nobody had it. */
    private static boolean copy(Missing wanted, Path from) throws IOException {
        CrateTorrent torrent = wanted.torrent();
        if (!isWhole(torrent, from)) {
            return false;
        }
        Files.createDirectories(wanted.folder());
        Path unfinished = Files.createTempFile(wanted.folder(), "unfinished-", ".crate");
        Files.copy(from, unfinished, StandardCopyOption.REPLACE_EXISTING);
        Files.move(
                unfinished,
                wanted.folder().resolve(torrent.fileName()),
                StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private void finish(Missing wanted, long peerBytes, long webSeedBytes) {
        Btih btih = wanted.torrent().btih();
        Path file = wanted.folder().resolve(wanted.torrent().fileName());
        Downloaded result = new Downloaded(file, peerBytes, webSeedBytes);
        List<CompletableFuture<Downloaded>> waiting;
        synchronized (this) {
            if (missing.remove(btih) == null) {
                return;
            }
            downloaded.addAndGet(peerBytes + webSeedBytes);
            seeded.put(btih, new Seeded(wanted.folder(), result, wanted.sources().trackers()));
            waiting = List.copyOf(wanted.waiting());
        }
        waiting.forEach(waiter -> waiter.complete(result));
        network.changed();
    }

    private synchronized void leave(Btih btih) {
        Missing wanted = missing.get(btih);
        if (wanted != null
                && wanted.waiting().removeIf(CompletableFuture::isDone)
                && wanted.waiting().isEmpty()) {
            missing.remove(btih);
        }
    }

    private static Missing joined(
            @Nullable Missing before,
            CrateTorrent torrent,
            Path folder,
            Sources sources,
            CompletableFuture<Downloaded> waiter) {
        List<CompletableFuture<Downloaded>> waiting = new ArrayList<>();
        if (before == null) {
            waiting.add(waiter);
            return new Missing(torrent, folder, sources, waiting);
        }
        waiting.addAll(before.waiting());
        waiting.add(waiter);
        return new Missing(torrent, before.folder(), both(before.sources(), sources), waiting);
    }

    private static Sources both(Sources first, Sources second) {
        return new Sources(
                concat(first.trackers(), second.trackers()),
                concat(first.webSeeds(), second.webSeeds()),
                concat(first.peers(), second.peers()));
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this swarm is closed");
        }
    }
}

package dev.torrentcrates.cargotorrent.crates;

import dev.torrentcrates.cargotorrent.index.CrateIndex;
import dev.torrentcrates.cargotorrent.index.LineAnswer;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.swarm.Download;
import dev.torrentcrates.swarm.Downloaded;
import dev.torrentcrates.torrent.CrateTorrent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets crates: from the store, else from the swarm, else from upstream. Whatever comes is checked
 * against the line's cksum first, and seeded from then on. Thread-safe; each call blocks, and goes
 * on if nobody waits any more: cargo asks again for what took it too long.
 */
public final class CrateDownloads {
    private static final System.Logger LOG = System.getLogger(CrateDownloads.class.getName());

    /** A connection that was cut, or a CDN that has not the newest bytes yet, is asked again. */
    private static final int UPSTREAM_ATTEMPTS = 2;

    private final CrateStore store;
    private final CrateIndex index;
    private final SwarmDownloads swarm;
    private final UpstreamDownloads upstream;
    private final Tally tally;
    private final Map<WantedCrate, CompletableFuture<FetchOutcome>> underWay =
            new ConcurrentHashMap<>();

    /** Puts the sources together. */
    public CrateDownloads(
            CrateStore store,
            CrateIndex index,
            SwarmDownloads swarm,
            UpstreamDownloads upstream,
            Tally tally) {
        this.store = store;
        this.index = index;
        this.swarm = swarm;
        this.upstream = upstream;
        this.tally = tally;
    }

    /**
     * Gets a crate. Who asks for one that is under way waits for the same download.
     *
     * @throws IOException where the disk fails
     */
    public FetchOutcome fetch(WantedCrate wanted) throws IOException {
        Optional<Path> stored = store.find(wanted);
        if (stored.isPresent()) {
            return fromStore(stored.get());
        }
        CompletableFuture<FetchOutcome> mine = new CompletableFuture<>();
        CompletableFuture<FetchOutcome> running = underWay.putIfAbsent(wanted, mine);
        if (running != null) {
            return joined(running);
        }
        try {
            FetchOutcome outcome = fetchByLine(wanted);
            if (!(outcome instanceof FetchOutcome.Ready)) {
                tally.countFailure();
            }
            mine.complete(outcome);
            return outcome;
        } catch (IOException | RuntimeException e) {
            tally.countFailure();
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(wanted, mine);
        }
    }

    private FetchOutcome joined(CompletableFuture<FetchOutcome> running) throws IOException {
        try {
            FetchOutcome outcome = running.get();
            if (outcome instanceof FetchOutcome.Ready) {
                tally.countStore();
            }
            return outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new FetchOutcome.Unavailable("stopped");
        } catch (ExecutionException e) {
            throw new IOException("the download that was joined failed", e.getCause());
        }
    }

    private FetchOutcome fetchByLine(WantedCrate wanted) throws IOException {
        LineAnswer answer = index.line(wanted.name(), wanted.version(), wanted.cksum());
        if (swarm.reach() == Reach.PEERS_ONLY
                && answer instanceof LineAnswer.Found(var line)
                && torrent(line).isEmpty()) {
            // Its torrent may be there by now, and there is nothing else to turn to.
            answer = index.newestLine(wanted.name(), wanted.version(), wanted.cksum());
        }
        return switch (answer) {
            case LineAnswer.Absent _ -> new FetchOutcome.Absent();
            case LineAnswer.Unknown(var words) -> new FetchOutcome.Unavailable(words);
            case LineAnswer.Found(var line) -> {
                WantedCrate crate = WantedCrate.of(line);
                Optional<Path> stored = store.find(crate);
                yield stored.isPresent() ? fromStore(stored.get()) : fetch(crate, torrent(line));
            }
        };
    }

    private FetchOutcome fetch(WantedCrate crate, Optional<CrateTorrent> torrent)
            throws IOException {
        if (torrent.isPresent()) {
            try {
                return fromSwarm(crate, torrent.get());
            } catch (IllegalArgumentException e) {
                LOG.log(System.Logger.Level.WARNING, "{0}: {1}", crate, e.getMessage());
            }
        }
        return switch (swarm.reach()) {
            case EVERYBODY -> fromUpstream(crate);
            case PEERS_ONLY ->
                    new FetchOutcome.Unavailable(
                            crate + " has no usable torrent yet, and only peers may be asked");
        };
    }

    /** The line's torrent, if it is one that can be used. */
    private static Optional<CrateTorrent> torrent(IndexLine line) {
        try {
            return line.torrent()
                    .filter(entry -> entry.length() <= UpstreamDownloads.MAX_BYTES)
                    .map(entry -> CrateTorrent.of(line.name(), line.version(), entry));
        } catch (IllegalArgumentException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: its torrent is not used: {1}",
                    line,
                    e.getMessage());
            return Optional.empty();
        }
    }

    private FetchOutcome fromStore(Path file) throws IOException {
        tally.countStore();
        return new FetchOutcome.Ready(file, Files.size(file));
    }

    private FetchOutcome fromSwarm(WantedCrate crate, CrateTorrent torrent) throws IOException {
        Download download = swarm.start(crate, torrent, store.folder(crate));
        Optional<Downloaded> downloaded = await(download, swarm.patience(torrent));
        Optional<FetchOutcome> outcome = taken(crate, torrent, downloaded);
        if (outcome.isPresent()) {
            return outcome.get();
        }
        return switch (swarm.reach()) {
            case EVERYBODY ->
                    downloaded.isPresent()
                            ? fromUpstream(crate)
                            : besides(crate, torrent, download);
            case PEERS_ONLY -> {
                swarm.abandon(download);
                yield new FetchOutcome.Unavailable(
                        "no peer gave " + crate + " in time, and only peers may be asked");
            }
        };
    }

    /** Asks upstream while the swarm goes on; whoever is done first is taken. */
    private FetchOutcome besides(WantedCrate crate, CrateTorrent torrent, Download download)
            throws IOException {
        Path file = store.newFile();
        try {
            String failure = tryUpstream(crate, file);
            Duration rest = failure.isEmpty() ? Duration.ZERO : swarm.lastPatience();
            Optional<FetchOutcome> outcome = taken(crate, torrent, await(download, rest));
            if (outcome.isPresent()) {
                return outcome.get();
            }
            swarm.abandon(download);
            return failure.isEmpty() ? placed(crate, file) : new FetchOutcome.Unavailable(failure);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private FetchOutcome fromUpstream(WantedCrate crate) throws IOException {
        Path file = store.newFile();
        try {
            String failure = tryUpstream(crate, file);
            return failure.isEmpty() ? placed(crate, file) : new FetchOutcome.Unavailable(failure);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Fetches into the file what has the right sha256; returns why not, empty if it did. */
    private String tryUpstream(WantedCrate crate, Path file) throws IOException {
        String failure = "";
        for (int attempt = 0; attempt < UPSTREAM_ATTEMPTS; attempt++) {
            try {
                upstream.fetch(crate, file);
                if (CrateStore.has(file, crate.cksum())) {
                    return "";
                }
                failure = "what upstream has for " + crate + " is not what its index says";
            } catch (IOException e) {
                failure = crate + " cannot be fetched: " + e.getMessage();
            }
        }
        LOG.log(System.Logger.Level.WARNING, "{0}", failure);
        return failure;
    }

    private FetchOutcome placed(WantedCrate crate, Path file) throws IOException {
        long length = Files.size(file);
        store.place(crate, file);
        CrateStore.Stored stored = store.accept(crate);
        tally.countUpstream(length);
        swarm.seedSoon(stored);
        return new FetchOutcome.Ready(stored.file(), length);
    }

    /** What the swarm gave, if it is what the line says; if not, it goes again. */
    private Optional<FetchOutcome> taken(
            WantedCrate crate, CrateTorrent torrent, Optional<Downloaded> downloaded)
            throws IOException {
        if (downloaded.isEmpty()) {
            return Optional.empty();
        }
        Path file = downloaded.get().file();
        if (!CrateStore.has(file, crate.cksum())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: the torrent {1} is of other bytes than its cksum says; not used",
                    crate,
                    torrent.btih());
            swarm.leave(torrent);
            store.remove(crate);
            return Optional.empty();
        }
        CrateStore.Stored stored = store.accept(crate);
        tally.countSwarm(downloaded.get().peerBytes(), downloaded.get().webSeedBytes());
        return Optional.of(new FetchOutcome.Ready(stored.file(), torrent.length()));
    }

    /** The download's result; empty where it has none in time, or failed. */
    private static Optional<Downloaded> await(Download download, Duration patience)
            throws IOException {
        try {
            return Optional.of(download.done().get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | CancellationException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "the swarm: {0}", String.valueOf(e.getCause()));
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while the swarm was waited for", e);
        }
    }
}

package dev.torrentcrates.cargotorrent.crates;

import dev.torrentcrates.swarm.Download;
import dev.torrentcrates.swarm.Downloaded;
import dev.torrentcrates.torrent.CrateTorrent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches crates from others. The swarm starts alone; where it is slow upstream starts as well, and
 * whoever first has what the index's cksum names is taken, the other one is left. Thread-safe; each
 * call blocks.
 *
 * <p>The deadline is for a swarm that nothing comes of: an upstream that gives something, however
 * slowly, goes on, for who asks again will find it. One that gives nothing ends by itself.
 */
public final class CrateRace {
    private static final System.Logger LOG = System.getLogger(CrateRace.class.getName());

    /** A connection that was cut, or a CDN that has not the newest bytes yet, is asked again. */
    private static final int UPSTREAM_ATTEMPTS = 2;

    private final CrateStore store;
    private final SwarmDownloads swarm;
    private final UpstreamDownloads upstream;
    private final Tally tally;
    private final ExecutorService threads;

    /**
     * Puts both sources on the line.
     *
     * @param threads for upstream, one a race; one that is interrupted gives up
     */
    public CrateRace(
            CrateStore store,
            SwarmDownloads swarm,
            UpstreamDownloads upstream,
            Tally tally,
            ExecutorService threads) {
        this.store = store;
        this.swarm = swarm;
        this.upstream = upstream;
        this.tally = tally;
        this.threads = threads;
    }

    Reach reach() {
        return swarm.reach();
    }

    /**
     * Fetches a crate that is not in the store.
     *
     * @param torrent that the index has for it
     * @throws IOException where the disk fails, or the thread is interrupted
     */
    FetchOutcome run(WantedCrate crate, Optional<CrateTorrent> torrent, Deadline deadline)
            throws IOException {
        if (torrent.isPresent()) {
            try {
                return withSwarm(crate, torrent.get(), deadline);
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

    /**
     * The swarm's side of a race.
     *
     * @param end what it gave; empty where it failed or was cancelled
     */
    private record SwarmRun(
            WantedCrate crate,
            CrateTorrent torrent,
            Download download,
            CompletableFuture<Optional<Downloaded>> end) {}

    private FetchOutcome withSwarm(WantedCrate crate, CrateTorrent torrent, Deadline deadline)
            throws IOException {
        Download download = swarm.start(crate, torrent, store.folder(crate));
        SwarmRun run = new SwarmRun(crate, torrent, download, end(crate, download));
        await(run.end(), swarm.patience(torrent, deadline.rest()));
        boolean ended = run.end().isDone();
        Optional<FetchOutcome> outcome = ended ? taken(run) : Optional.empty();
        if (outcome.isPresent()) {
            return outcome.get();
        }
        return switch (swarm.reach()) {
            case EVERYBODY -> ended ? fromUpstream(crate) : besides(run, deadline);
            case PEERS_ONLY -> {
                swarm.abandon(download);
                yield new FetchOutcome.Unavailable(
                        "no peer gave " + crate + " in time, and only peers may be asked");
            }
        };
    }

    /** Asks upstream while the swarm goes on. */
    private FetchOutcome besides(SwarmRun run, Deadline deadline) throws IOException {
        Path file = store.newFile();
        CompletableFuture<String> upstreamEnd = new CompletableFuture<>();
        Future<?> asked = threads.submit(() -> complete(upstreamEnd, run.crate(), file));
        try {
            await(CompletableFuture.anyOf(run.end(), upstreamEnd));
            boolean swarmEnded = run.end().isDone();
            Optional<FetchOutcome> outcome = swarmEnded ? taken(run) : Optional.empty();
            if (outcome.isPresent()) {
                return outcome.get();
            }
            String failure = await(upstreamEnd);
            if (!swarmEnded) {
                await(run.end(), failure.isEmpty() ? Duration.ZERO : deadline.rest());
                outcome = run.end().isDone() ? taken(run) : Optional.empty();
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
            swarm.abandon(run.download());
            return outcome(run.crate(), file, failure);
        } finally {
            asked.cancel(true);
            Files.deleteIfExists(file);
        }
    }

    private FetchOutcome fromUpstream(WantedCrate crate) throws IOException {
        Path file = store.newFile();
        try {
            return outcome(crate, file, tryUpstream(crate, file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void complete(CompletableFuture<String> end, WantedCrate crate, Path file) {
        try {
            end.complete(tryUpstream(crate, file));
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
            throw e;
        }
    }

    /** Fetches into the file what has the right sha256; returns why not, empty if it did. */
    private String tryUpstream(WantedCrate crate, Path file) {
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
                if (Thread.currentThread().isInterrupted()) {
                    // The swarm was first, or the daemon stops: nothing that upstream did.
                    return failure;
                }
            }
        }
        LOG.log(System.Logger.Level.WARNING, "{0}", failure);
        return failure;
    }

    /** What came of upstream, which has written the file. */
    private FetchOutcome outcome(WantedCrate crate, Path file, String failure) throws IOException {
        if (!failure.isEmpty()) {
            return new FetchOutcome.Unavailable(failure);
        }
        long length = Files.size(file);
        store.place(crate, file);
        CrateStore.Stored stored = store.accept(crate);
        tally.countUpstream(length);
        swarm.seedSoon(stored);
        return new FetchOutcome.Ready(stored.file(), length);
    }

    /** What the swarm gave, if it is what the line says; if not, it goes again. */
    private Optional<FetchOutcome> taken(SwarmRun run) throws IOException {
        Optional<Downloaded> downloaded = run.end().join();
        if (downloaded.isEmpty()) {
            return Optional.empty();
        }
        WantedCrate crate = run.crate();
        Path file = downloaded.get().file();
        if (!CrateStore.has(file, crate.cksum())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: the torrent {1} is of other bytes than its cksum says; not used",
                    crate,
                    run.torrent().btih());
            swarm.leave(run.torrent());
            store.remove(crate);
            return Optional.empty();
        }
        CrateStore.Stored stored = store.accept(crate);
        tally.countSwarm(downloaded.get().peerBytes(), downloaded.get().webSeedBytes());
        return Optional.of(new FetchOutcome.Ready(stored.file(), run.torrent().length()));
    }

    private static CompletableFuture<Optional<Downloaded>> end(
            WantedCrate crate, Download download) {
        return download.done()
                .handle(
                        (downloaded, failure) -> {
                            if (failure != null && !(failure instanceof CancellationException)) {
                                LOG.log(
                                        System.Logger.Level.WARNING,
                                        "{0}: the swarm: {1}",
                                        crate,
                                        failure);
                            }
                            return Optional.ofNullable(downloaded);
                        });
    }

    /** Waits for so long, or until it is done. */
    private static void await(CompletableFuture<Optional<Downloaded>> end, Duration patience)
            throws IOException {
        try {
            var _ = end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Who called looks whether it is done.
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private static <T> T await(CompletableFuture<T> end) throws IOException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private static IOException stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("stopped while others were waited for: " + e);
    }
}

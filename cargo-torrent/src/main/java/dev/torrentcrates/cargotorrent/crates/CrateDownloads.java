package dev.torrentcrates.cargotorrent.crates;

import dev.torrentcrates.cargotorrent.index.CrateIndex;
import dev.torrentcrates.cargotorrent.index.LineAnswer;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.CrateTorrent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets crates: from the store, else from others. Thread-safe; each call blocks for a bounded time.
 * A download that takes longer than its caller waits goes on, and who asks again joins it.
 */
public final class CrateDownloads {
    private static final System.Logger LOG = System.getLogger(CrateDownloads.class.getName());

    /** Far more than are answered at once; beyond these something is wrong with who asks. */
    private static final int MAX_UNDER_WAY = 1000;

    /** What a download that ran out of time needs to say what it waited for. */
    private static final Duration FOR_WORDS = Duration.ofSeconds(1);

    private static final FetchOutcome STOPPED = new FetchOutcome.Unavailable("the daemon stops");

    private final CrateStore store;
    private final CrateIndex index;
    private final CrateRace race;
    private final Tally tally;
    private final Executor threads;
    private final Map<WantedCrate, CompletableFuture<FetchOutcome>> underWay =
            new ConcurrentHashMap<>();

    /**
     * Puts the sources together.
     *
     * @param threads for downloads, one each
     */
    public CrateDownloads(
            CrateStore store, CrateIndex index, CrateRace race, Tally tally, Executor threads) {
        this.store = store;
        this.index = index;
        this.race = race;
        this.tally = tally;
        this.threads = threads;
    }

    /**
     * Gets a crate. Who asks for one that is under way waits for the same download.
     *
     * @param patience within which, and a second, there is an outcome
     * @throws IOException where the disk fails at looking into the store
     */
    public FetchOutcome fetch(WantedCrate wanted, Duration patience) throws IOException {
        Optional<Path> stored = store.find(wanted);
        if (stored.isPresent()) {
            return fromStore(stored.get());
        }
        CompletableFuture<FetchOutcome> mine = new CompletableFuture<>();
        CompletableFuture<FetchOutcome> running = underWay.putIfAbsent(wanted, mine);
        if (running == null) {
            begin(wanted, mine, Deadline.in(patience));
        }
        FetchOutcome outcome =
                outcome(wanted, running == null ? mine : running, patience.plus(FOR_WORDS));
        if (!(outcome instanceof FetchOutcome.Ready)) {
            tally.countFailure();
        } else if (running != null) {
            tally.countStore();
        }
        return outcome;
    }

    private void begin(
            WantedCrate wanted, CompletableFuture<FetchOutcome> mine, Deadline deadline) {
        if (underWay.size() > MAX_UNDER_WAY) {
            underWay.remove(wanted, mine);
            mine.complete(new FetchOutcome.Unavailable("too many downloads at once"));
            return;
        }
        try {
            threads.execute(() -> run(wanted, mine, deadline));
        } catch (RejectedExecutionException e) {
            underWay.remove(wanted, mine);
            mine.complete(STOPPED);
        }
    }

    /** Whatever happens, those who wait get an outcome. */
    private void run(WantedCrate wanted, CompletableFuture<FetchOutcome> mine, Deadline deadline) {
        FetchOutcome outcome = new FetchOutcome.Failed("fetching " + wanted + " broke off");
        try {
            outcome = fetchByLine(wanted, deadline);
        } catch (IOException e) {
            outcome = failed(wanted, "the daemon's own disk fails: ", e);
        } catch (RejectedExecutionException e) {
            outcome = STOPPED;
        } catch (RuntimeException e) {
            outcome = failed(wanted, "the daemon failed: ", e);
        } finally {
            underWay.remove(wanted, mine);
            mine.complete(outcome);
        }
    }

    /** What fails while the daemon stops is nobody's fault. */
    private static FetchOutcome failed(WantedCrate wanted, String what, Exception e) {
        if (Thread.currentThread().isInterrupted()) {
            return STOPPED;
        }
        LOG.log(System.Logger.Level.ERROR, "fetching " + wanted, e);
        return new FetchOutcome.Failed(what + e);
    }

    private static FetchOutcome outcome(
            WantedCrate wanted, CompletableFuture<FetchOutcome> running, Duration patience) {
        try {
            return running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new FetchOutcome.Unavailable(
                    wanted + " is still being fetched; whoever asks again waits for the rest");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return STOPPED;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a download ends with an outcome", e);
        }
    }

    private FetchOutcome fetchByLine(WantedCrate wanted, Deadline deadline) throws IOException {
        LineAnswer answer = index.line(wanted.name(), wanted.version(), wanted.cksum());
        if (race.reach() == Reach.PEERS_ONLY
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
                yield stored.isPresent()
                        ? fromStore(stored.get())
                        : race.run(crate, torrent(line), deadline);
            }
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
}

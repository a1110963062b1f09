package dev.torrentcrates.bench.watcher;

import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.bench.Progress;
import dev.torrentcrates.bench.Samples;
import dev.torrentcrates.bench.git.Git;
import dev.torrentcrates.bench.index.GeneratedIndex;
import dev.torrentcrates.bench.index.IndexShelf;
import dev.torrentcrates.bench.index.LineDigest;
import dev.torrentcrates.bench.process.RunningBroker;
import dev.torrentcrates.standalone.process.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * One run: a made-up index as upstream, a broker, and the watcher between them as processes of
 * their own; then the peers on the same repository.
 */
final class WatcherBenchmark {
    private static final int WARM_UP_POLLS = 10;
    private static final int POLLS = 20;
    private static final int BLOB_READINGS = 3;

    /** A full replay takes minutes on a small machine, ten times this on none. */
    private static final Duration REPLAY_PATIENCE = Duration.ofMinutes(60);

    /** Rarely, for answering takes time from what is measured. */
    private static final Duration REPLAY_PAUSE = Duration.ofMillis(500);

    private final Checkout checkout;
    private final Path folder;
    private final Progress progress;

    /**
     * Prepares a run.
     *
     * @param folder an empty one, for all that the run leaves behind
     */
    WatcherBenchmark(Checkout checkout, Path folder, Progress progress) {
        this.checkout = checkout;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Runs it.
     *
     * @param shelf where the index is taken from
     * @throws BenchFailedException where the watcher did not publish what it ought to
     */
    Figures run(IndexShelf shelf, int crates)
            throws IOException, InterruptedException, BenchFailedException {
        GeneratedIndex upstream = shelf.take(crates, folder.resolve("upstream.git"), progress);
        long packedBytes = upstream.packedBytes();
        progress.say(Report.title(upstream.size(), packedBytes));
        String head = upstream.head();
        WatcherAnswer replayed;
        Figures.Polls polls;
        Figures.Memory memory;
        Git clone;
        try (RunningBroker broker = RunningBroker.start(checkout, folder)) {
            RunningWatcher watcher =
                    RunningWatcher.start(
                            checkout, folder, upstream.repository(), broker.bootstrapServers());
            try (watcher) {
                replayed = replay(watcher, head, upstream.size().lines());
                polls = poll(watcher, upstream);
                clone = new Git(watcher.repository());
            }
            memory = new Figures.Memory(watcher.heapPeakBytes(), watcher.residentPeakBytes());
            count(broker, upstream.lines());
        }
        Samples blobReading = readBlobs(clone, head, upstream.size().bytes());
        return new Figures(
                upstream.size(), packedBytes, replay(replayed, blobReading), polls, memory);
    }

    private WatcherAnswer replay(RunningWatcher watcher, String head, long lines)
            throws IOException, InterruptedException, BenchFailedException {
        try (Progress.Step step =
                progress.begin(
                        "starting, fetching and replaying",
                        () ->
                                String.format(
                                        Locale.ROOT,
                                        "%,d of %,d events",
                                        watcher.events(),
                                        lines))) {
            WatcherAnswer answer =
                    watcher.await(
                            "the end of the replay",
                            REPLAY_PATIENCE,
                            REPLAY_PAUSE,
                            said -> isPublished(said, head));
            step.done();
            return answer;
        }
    }

    private static boolean isPublished(WatcherAnswer answer, String head) {
        return answer.look().isPresent()
                && answer.publication().filter(step -> step.commit().equals(head)).isPresent();
    }

    private static Figures.Replay replay(WatcherAnswer replayed, Samples blobReading) {
        WatcherAnswer.Publication publication = replayed.publication().orElseThrow();
        Duration fetch = replayed.look().map(WatcherAnswer.Look::fetch).orElseThrow();
        return new Figures.Replay(publication.events(), publication.took(), fetch, blobReading);
    }

    private Figures.Polls poll(RunningWatcher watcher, GeneratedIndex upstream)
            throws IOException, InterruptedException, BenchFailedException {
        PollRounds rounds = new PollRounds(watcher, upstream, folder.resolve("peer.git"));
        try (Progress.Step step =
                progress.begin(
                        "polling",
                        () -> rounds.done() + " of " + (WARM_UP_POLLS + POLLS) + " commits")) {
            Figures.Polls polls = rounds.measure(WARM_UP_POLLS, POLLS);
            step.done();
            return polls;
        }
    }

    private void count(RunningBroker broker, LineDigest lines)
            throws IOException, BenchFailedException {
        PublishedLog log = new PublishedLog();
        try (Progress.Step step =
                progress.begin(
                        "counting what stands in the log",
                        () ->
                                String.format(
                                        Locale.ROOT,
                                        "%,d of %,d",
                                        log.published(),
                                        lines.count()))) {
            log.require(broker.bootstrapServers(), lines);
            step.done();
        }
    }

    /** With nothing else of ours running; the replay has left its packs in the page cache. */
    private Samples readBlobs(Git clone, String head, long bytes)
            throws IOException, BenchFailedException {
        BlobReading reading = BlobReading.of(clone, head, folder.resolve("blobs"));
        try (Progress.Step step =
                progress.begin(
                        "reading all blobs with git cat-file --batch",
                        () -> BLOB_READINGS + " times")) {
            Samples samples = reading.measure(BLOB_READINGS, bytes);
            step.done();
            return samples;
        }
    }
}

package dev.torrentcrates.bench.watcher;

import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.bench.Samples;
import dev.torrentcrates.bench.git.Git;
import dev.torrentcrates.bench.index.GeneratedIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Upstream gets a commit, the watcher finds it, then git fetches it: again and again. */
final class PollRounds {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final RunningWatcher watcher;
    private final GeneratedIndex upstream;
    private final Git peer;
    private final AtomicInteger done = new AtomicInteger();
    private Optional<Instant> lastLook = Optional.empty();

    /** Makes the peer's clone, which has all that upstream has now. */
    PollRounds(RunningWatcher watcher, GeneratedIndex upstream, Path peer) throws IOException {
        this.watcher = watcher;
        this.upstream = upstream;
        this.peer = Git.copy(upstream.repository(), peer);
        // As the watcher does: over git's protocol, and without tidying up at times.
        this.peer.run("config", "remote.origin.url", "file://" + upstream.repository());
        this.peer.run("config", "gc.auto", "0");
    }

    /** How many rounds are done. Thread-safe. */
    int done() {
        return done.get();
    }

    /**
     * Measures.
     *
     * @param warmUp so many rounds more come first and do not count
     */
    Figures.Polls measure(int warmUp, int rounds)
            throws IOException, InterruptedException, BenchFailedException {
        List<Duration> looks = new ArrayList<>();
        List<Duration> fetches = new ArrayList<>();
        for (int i = 0; i < warmUp + rounds; i++) {
            String commit = upstream.publish();
            Duration look = look(commit);
            Duration fetch = fetch(commit);
            if (i >= warmUp) {
                looks.add(look);
                fetches.add(fetch);
            }
            done.incrementAndGet();
        }
        return new Figures.Polls(new Samples(looks), new Samples(fetches));
    }

    /** The commit may be published a moment before its look is over. */
    private Duration look(String commit)
            throws IOException, InterruptedException, BenchFailedException {
        WatcherAnswer.Look look =
                watcher.await(
                                "a commit of one file",
                                PATIENCE,
                                PAUSE,
                                answer ->
                                        answer.commit().equals(Optional.of(commit))
                                                && answer.look().isPresent()
                                                && !answer.look()
                                                        .map(WatcherAnswer.Look::began)
                                                        .equals(lastLook))
                        .look()
                        .orElseThrow();
        lastLook = Optional.of(look.began());
        return look.took();
    }

    private Duration fetch(String commit) throws IOException, BenchFailedException {
        long began = System.nanoTime();
        peer.run("fetch", "-q", "origin", "+refs/heads/master:refs/heads/master");
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (!peer.run("rev-parse", "refs/heads/master").equals(commit)) {
            throw new BenchFailedException("git did not fetch " + commit);
        }
        return took;
    }
}

package dev.torrentcrates.bench.recipe;

import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.bench.Progress;
import dev.torrentcrates.bench.Samples;
import dev.torrentcrates.bench.crates.CrateFolder;
import dev.torrentcrates.bench.crates.CrateSizes;
import dev.torrentcrates.bench.crates.MadeCrate;
import dev.torrentcrates.torrent.Btih;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One run over the same files, which are in the page cache for everybody. */
public final class RecipeBenchmark {
    /** Where the JIT compiler has done its work; that of C was done before, too. */
    private static final int WARM_UP_ROUNDS = 3;

    private static final int ROUNDS = 5;

    private final Peers peers;
    private final Path folder;
    private final Progress progress;

    /**
     * Prepares a run.
     *
     * @param folder an empty one, for all that the run leaves behind
     */
    public RecipeBenchmark(Peers peers, Path folder, Progress progress) {
        this.peers = peers;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Runs it.
     *
     * @throws BenchFailedException where a peer fails, or makes another torrent than the recipe
     */
    public RecipeFigures run(CrateSizes sizes)
            throws IOException, InterruptedException, BenchFailedException {
        progress.say("The recipe, over " + sizes + ".");
        List<MadeCrate> crates = CrateFolder.write(folder.resolve("crates"), sizes, progress);
        Duration mktorrent = mktorrent(crates);
        OwnRecipe own = new OwnRecipe(crates);
        List<Duration> ours = Collections.synchronizedList(new ArrayList<>());
        List<Duration> parallel = new ArrayList<>();
        List<Duration> theirs = new ArrayList<>();
        List<Duration> hashes = new ArrayList<>();
        Path peer = Files.createDirectory(folder.resolve("libtorrent"));
        try (Libtorrent libtorrent = Libtorrent.start(peers, crates, peer);
                Progress.Step step = rounds(ours)) {
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                own.round();
                own.parallelRound();
                own.hashRound();
            }
            libtorrent.round();
            for (int i = 0; i < ROUNDS; i++) {
                ours.add(own.round());
                theirs.add(libtorrent.round());
                parallel.add(own.parallelRound());
                hashes.add(own.hashRound());
            }
            step.done();
            requireSame(crates, own.infohashes(), libtorrent.infohashes());
        }
        return new RecipeFigures(
                sizes,
                new RecipeFigures.Own(new Samples(ours), new Samples(parallel)),
                mktorrent,
                new Samples(theirs),
                new Samples(hashes));
    }

    private Progress.Step rounds(List<Duration> done) {
        return progress.begin(
                "the recipe, libtorrent " + peers.libtorrentVersion() + ", hashes alone, by turns",
                () -> done.size() + " of " + ROUNDS + " rounds");
    }

    private Duration mktorrent(List<MadeCrate> crates)
            throws IOException, InterruptedException, BenchFailedException {
        Path peer = Files.createDirectory(folder.resolve("mktorrent"));
        try (Progress.Step step = progress.begin("mktorrent", () -> crates.size() + " processes")) {
            Duration took = new Mktorrent(crates, peer).round();
            step.done();
            return took;
        }
    }

    private static void requireSame(List<MadeCrate> crates, List<Btih> ours, List<Btih> theirs)
            throws BenchFailedException {
        for (int i = 0; i < crates.size(); i++) {
            if (!ours.get(i).equals(theirs.get(i))) {
                throw new BenchFailedException(
                        "the recipe gives "
                                + crates.get(i).fileName()
                                + " the infohash "
                                + ours.get(i)
                                + ", and libtorrent "
                                + theirs.get(i));
            }
        }
    }
}

package dev.torrentcrates.bench.torrentizer;

import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.bench.Progress;
import dev.torrentcrates.bench.crates.AllTogether;
import dev.torrentcrates.bench.crates.CrateFolder;
import dev.torrentcrates.bench.crates.CrateServer;
import dev.torrentcrates.bench.crates.CrateSizes;
import dev.torrentcrates.bench.crates.MadeCrate;
import dev.torrentcrates.bench.process.MeasuredService;
import dev.torrentcrates.standalone.process.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** One run in which all downloads are on their way at once. */
final class HeapBenchmark {
    private final Checkout checkout;
    private final Path folder;
    private final Progress progress;

    /**
     * Prepares a run.
     *
     * @param folder an empty one, for all that the run leaves behind
     */
    HeapBenchmark(Checkout checkout, Path folder, Progress progress) {
        this.checkout = checkout;
        this.folder = folder;
        this.progress = progress;
    }

    /** Files of one size, but for one; in bytes. */
    record Load(int files, int each, int largest) {
        CrateSizes sizes() {
            List<Integer> bytes = new ArrayList<>(Collections.nCopies(files - 1, each));
            bytes.addFirst(largest);
            return new CrateSizes(bytes);
        }
    }

    /**
     * Runs it.
     *
     * @throws BenchFailedException where the downloads were not all on their way at once, or a
     *     crate does not have its torrent, once
     */
    HeapFigures run(Load load) throws IOException, InterruptedException, BenchFailedException {
        progress.say(
                String.format(
                        Locale.ROOT,
                        "The heap, with %d downloads at once: %d of %d MB and one of %d MB.",
                        load.files(),
                        load.files() - 1,
                        load.each() >> 20,
                        load.largest() >> 20));
        List<MadeCrate> crates =
                CrateFolder.write(folder.resolve("crates"), load.sizes(), progress);
        AllTogether together = new AllTogether(load.files());
        try (Stage stage = Stage.start(checkout, folder);
                CrateServer upstream = CrateServer.start(crates, together)) {
            stage.publish(crates);
            MeasuredService torrentizer =
                    RunningTorrentizer.start(
                            checkout, folder, stage, upstream.index(), load.files());
            try (torrentizer) {
                watch(stage, torrentizer, load.files());
            }
            BuiltTorrents.require(stage.broker().bootstrapServers(), crates);
            requireAllAtOnce(together.mostUnderWay(), load.files());
            return new HeapFigures(
                    together.mostUnderWay(),
                    together.mostUnfinishedBytes(),
                    torrentizer.heapPeakBytes(),
                    torrentizer.residentPeakBytes());
        }
    }

    private void watch(Stage stage, MeasuredService torrentizer, int crates)
            throws IOException, InterruptedException, BenchFailedException {
        try (TorrentTail tail = new TorrentTail(stage.broker().bootstrapServers());
                Progress.Step step =
                        progress.begin(
                                "starting the service, and building",
                                () -> tail.built() + " of " + crates)) {
            tail.await(crates, torrentizer);
            step.done();
        }
    }

    private static void requireAllAtOnce(int underWay, int wanted) throws BenchFailedException {
        if (underWay != wanted) {
            throw new BenchFailedException(
                    "of " + wanted + " downloads only " + underWay + " were on their way at once");
        }
    }
}

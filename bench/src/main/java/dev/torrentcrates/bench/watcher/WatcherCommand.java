package dev.torrentcrates.bench.watcher;

import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.bench.Progress;
import dev.torrentcrates.bench.Workplace;
import dev.torrentcrates.bench.index.IndexShelf;
import dev.torrentcrates.standalone.process.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the watcher. */
@Command(
        name = "watcher",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "The watcher's replay of a whole index into a broker, and its polls.",
            "",
            "The index is made up in the proportions of crates.io's of 2025-09. The replay is"
                    + " compared with git cat-file --batch reading every blob of the same"
                    + " repository, the poll with git fetch. The watcher's heap is bounded to 512"
                    + " MB. Exits with 0 where there are figures, whether or not they keep their"
                    + " limits, and with 1 where the log does not have every version once."
        })
public final class WatcherCommand implements Callable<Integer> {
    private static final int CRATES = 20_000;
    private static final int CRATES_OF_A_FULL_INDEX = 200_000;

    @Option(
            names = "--full",
            description = "200,000 crates instead of 20,000; takes many minutes and 10 GB.")
    private boolean full;

    @Option(
            names = "--keep",
            paramLabel = "FOLDER",
            description = "Keep the generated index there, and take it from there the next time.")
    private Optional<Path> keep = Optional.empty();

    @Override
    public Integer call() throws Exception {
        try (Workplace workplace = Workplace.create("torrent-crates-bench")) {
            try {
                Path folder = workplace.path();
                IndexShelf shelf = new IndexShelf(keep.orElse(folder.resolve("shelf")));
                Figures figures =
                        new WatcherBenchmark(Checkout.find(), folder, new Progress(System.out))
                                .run(shelf, full ? CRATES_OF_A_FULL_INDEX : CRATES);
                new Report(System.out).print(figures);
                return 0;
            } catch (BenchFailedException | IOException e) {
                if (!workplace.isAbandoned()) {
                    System.err.println("torrent-crates: the benchmark failed: " + e.getMessage());
                }
                return 1;
            }
        }
    }
}

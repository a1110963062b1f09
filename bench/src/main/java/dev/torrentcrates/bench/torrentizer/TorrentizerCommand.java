package dev.torrentcrates.bench.torrentizer;

import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.bench.Progress;
import dev.torrentcrates.bench.Workplace;
import dev.torrentcrates.bench.crates.CrateSizes;
import dev.torrentcrates.bench.recipe.Peers;
import dev.torrentcrates.bench.recipe.RecipeBenchmark;
import dev.torrentcrates.bench.recipe.RecipeReport;
import dev.torrentcrates.standalone.process.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the torrentizer. */
@Command(
        name = "torrentizer",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "The recipe of a torrent, the service from index events to torrent events, and its"
                    + " heap.",
            "",
            "Crate files are made up in the proportions of crates.io's; for the service and its"
                    + " heap they come over HTTP from this process. The recipe is compared with"
                    + " mktorrent and with libtorrent for Python, and every infohash with"
                    + " libtorrent's; the service with a loop that only stores the same objects;"
                    + " the heap is bounded to 512 MB. Exits with 0 where there are figures,"
                    + " whether or not they keep their limits, and with 1 where a program to"
                    + " compare with is missing, or a torrent is missing or wrong."
        })
public final class TorrentizerCommand implements Callable<Integer> {
    private static final int RECIPE_FILES = 2_000;

    /** As large as anybody may publish one today. */
    private static final int RECIPE_CAP = 10_000_000;

    private static final int CRATES = 16_000;
    private static final int CRATES_OF_A_FULL_RUN = 40_000;

    /** By then the JIT compilers have done nearly all; a back-fill has millions before it. */
    private static final int WARM_UP_CRATES = 10_000;

    /** Of files for the service, whose number is to decide, not a few large ones. */
    private static final int SERVICE_CAP = 1 << 20;

    /** Without the largest one they would need 441 MB, were all of them held in memory. */
    private static final HeapBenchmark.Load HEAP_LOAD =
            new HeapBenchmark.Load(64, 7 << 20, 400 << 20);

    @Parameters(
            arity = "0..3",
            paramLabel = "recipe|service|heap",
            description = "Which of them (default: all).")
    private Set<Measure> chosen = EnumSet.noneOf(Measure.class);

    @Option(names = "--full", description = "40,000 crates through the service instead of 16,000.")
    private boolean full;

    private enum Measure {
        RECIPE,
        SERVICE,
        HEAP
    }

    @Override
    public Integer call() throws Exception {
        Set<Measure> measures = chosen.isEmpty() ? EnumSet.allOf(Measure.class) : chosen;
        try (Workplace workplace = Workplace.create("torrent-crates-bench")) {
            try {
                measure(measures, workplace.path());
                return 0;
            } catch (BenchFailedException | IOException e) {
                if (!workplace.isAbandoned()) {
                    System.err.println("torrent-crates: the benchmark failed: " + e.getMessage());
                }
                return 1;
            }
        }
    }

    private void measure(Set<Measure> measures, Path folder)
            throws IOException, InterruptedException, BenchFailedException {
        Optional<Peers> peers =
                measures.contains(Measure.RECIPE) ? Optional.of(Peers.require()) : Optional.empty();
        Progress progress = new Progress(System.out);
        progress.say(
                Runtime.getRuntime().availableProcessors()
                        + " processors, Java "
                        + Runtime.version().feature()
                        + ".");
        if (peers.isPresent()) {
            recipe(peers.get(), Files.createDirectory(folder.resolve("recipe")), progress);
        }
        if (measures.contains(Measure.SERVICE)) {
            service(Files.createDirectory(folder.resolve("service")), progress);
        }
        if (measures.contains(Measure.HEAP)) {
            heap(Files.createDirectory(folder.resolve("heap")), progress);
        }
    }

    private static void recipe(Peers peers, Path folder, Progress progress)
            throws IOException, InterruptedException, BenchFailedException {
        CrateSizes sizes = CrateSizes.of(RECIPE_FILES, RECIPE_CAP);
        RecipeBenchmark benchmark = new RecipeBenchmark(peers, folder, progress);
        new RecipeReport(System.out).print(benchmark.run(sizes));
    }

    private void service(Path folder, Progress progress)
            throws IOException, InterruptedException, BenchFailedException {
        CrateSizes sizes = CrateSizes.of(full ? CRATES_OF_A_FULL_RUN : CRATES, SERVICE_CAP);
        ServiceBenchmark benchmark = new ServiceBenchmark(Checkout.find(), folder, progress);
        new Report(System.out).print(benchmark.run(sizes, WARM_UP_CRATES));
    }

    private static void heap(Path folder, Progress progress)
            throws IOException, InterruptedException, BenchFailedException {
        HeapBenchmark benchmark = new HeapBenchmark(Checkout.find(), folder, progress);
        new Report(System.out).print(benchmark.run(HEAP_LOAD));
    }
}

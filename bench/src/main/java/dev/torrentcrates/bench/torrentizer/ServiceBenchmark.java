package dev.torrentcrates.bench.torrentizer;

import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.bench.Progress;
import dev.torrentcrates.bench.Samples;
import dev.torrentcrates.bench.crates.CrateFolder;
import dev.torrentcrates.bench.crates.CrateServer;
import dev.torrentcrates.bench.crates.CrateSizes;
import dev.torrentcrates.bench.crates.Delivery;
import dev.torrentcrates.bench.crates.MadeCrate;
import dev.torrentcrates.bench.process.CpuMeter;
import dev.torrentcrates.bench.process.MeasuredService;
import dev.torrentcrates.bench.torrentizer.ServiceFigures.Span;
import dev.torrentcrates.standalone.process.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One run of the service, from Kafka to Kafka, between two rounds of its peer, on the same S3
 * server.
 */
final class ServiceBenchmark {
    /** The service's default, said to it all the same: its peer has to have it, too. */
    static final int CONCURRENCY = 32;

    private final Checkout checkout;
    private final Path folder;
    private final Progress progress;

    /**
     * Prepares a run.
     *
     * @param folder an empty one, for all that the run leaves behind
     */
    ServiceBenchmark(Checkout checkout, Path folder, Progress progress) {
        this.checkout = checkout;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Runs it.
     *
     * @param warmUp so many crates come first and do not count
     * @throws BenchFailedException where a crate does not have its torrent, once
     */
    ServiceFigures run(CrateSizes sizes, int warmUp)
            throws IOException, InterruptedException, BenchFailedException {
        progress.say("The service, over " + sizes + ", each of another crate.");
        List<MadeCrate> crates = CrateFolder.write(folder.resolve("crates"), sizes, progress);
        try (Stage stage = Stage.start(checkout, folder);
                CrateServer upstream = CrateServer.start(crates, Delivery.AT_ONCE)) {
            RawPuts puts = new RawPuts(stage.s3(), crates, CONCURRENCY);
            var _ = put(stage, puts, "warm-up", warmUp);
            Span before = put(stage, puts, "before", crates.size());
            stage.publish(crates);
            Span service;
            try (MeasuredService torrentizer =
                    RunningTorrentizer.start(
                            checkout, folder, stage, upstream.index(), CONCURRENCY)) {
                service = watch(stage, torrentizer, crates.size(), warmUp);
            }
            Span after = put(stage, puts, "after", crates.size());
            BuiltTorrents.require(stage.broker().bootstrapServers(), crates);
            return figures(service, before, after);
        }
    }

    private Span watch(Stage stage, MeasuredService torrentizer, int crates, int warmUp)
            throws IOException, InterruptedException, BenchFailedException {
        CpuMeter meter =
                new CpuMeter()
                        .with("the service", torrentizer::cpuTime)
                        .with("the S3 server", stage.s3()::cpuTime)
                        .with("the broker", stage.broker()::cpuTime)
                        .withThis("upstream, and the bench");
        try (TorrentTail tail = new TorrentTail(stage.broker().bootstrapServers());
                Progress.Step step =
                        progress.begin(
                                "starting the service, and building",
                                () -> tail.built() + " of " + crates)) {
            tail.await(warmUp, torrentizer);
            int first = tail.built();
            meter.begin();
            long began = System.nanoTime();
            tail.await(crates, torrentizer);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            step.done();
            return new Span(tail.built() - first, took, meter.end());
        }
    }

    private Span put(Stage stage, RawPuts puts, String bucket, int crates)
            throws IOException, InterruptedException {
        CpuMeter meter =
                new CpuMeter().with("the S3 server", stage.s3()::cpuTime).withThis("the loop");
        try (Progress.Step step =
                progress.begin(
                        "only storing the same objects", () -> puts.done() + " of " + crates)) {
            meter.begin();
            Duration took = puts.round(bucket, crates);
            step.done();
            return new Span(crates, took, meter.end());
        }
    }

    /** The peer's two rounds count together: what the S3 server learns, the service has half of. */
    private static ServiceFigures figures(Span service, Span before, Span after) {
        return new ServiceFigures(
                service,
                before.and(after),
                new Samples(List.of(before.took(), after.took())),
                CONCURRENCY,
                Runtime.getRuntime().availableProcessors());
    }
}

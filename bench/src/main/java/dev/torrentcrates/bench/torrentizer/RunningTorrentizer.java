package dev.torrentcrates.bench.torrentizer;

import dev.torrentcrates.bench.process.MeasuredService;
import dev.torrentcrates.standalone.process.Checkout;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** How the torrentizer is started. */
final class RunningTorrentizer {
    private RunningTorrentizer() {}

    /**
     * Starts one that works off all that was published.
     *
     * @param folder for its data and its logs
     * @param upstream the sparse index
     * @param concurrency how many crates it works on at once
     */
    static MeasuredService start(
            Checkout checkout, Path folder, Stage stage, URI upstream, int concurrency)
            throws IOException {
        List<String> settings =
                List.of(
                        "-Dkafka.bootstrap.servers=" + stage.broker().bootstrapServers(),
                        "-Dtorrentizer.instance=bench",
                        "-Dtorrentizer.storage.endpoint=" + stage.s3().endpoint(),
                        "-Dtorrentizer.upstream.index=" + upstream,
                        "-Dtorrentizer.data-folder=" + folder.resolve("torrentizer"),
                        "-Dtorrentizer.concurrency=" + concurrency,
                        // Measured is what it can do, not what it is allowed to.
                        "-Dtorrentizer.upstream.requests-per-second=1000000");
        return MeasuredService.start(checkout, folder, "torrentizer", settings);
    }
}

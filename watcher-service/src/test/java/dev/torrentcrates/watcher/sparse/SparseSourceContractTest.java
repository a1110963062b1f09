package dev.torrentcrates.watcher.sparse;

import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.watcher.http.TinyServer;
import dev.torrentcrates.watcher.source.IndexSource;
import dev.torrentcrates.watcher.source.IndexSourceContract;
import dev.torrentcrates.watcher.store.IndexStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** With a feed that tells nothing: the sweep alone finds what changed. */
@SuppressWarnings("NullAway.Init") // Before each test.
class SparseSourceContractTest extends IndexSourceContract {
    private TinyServer feed;

    @Override
    protected IndexSource source(IndexStore store, UpstreamSim upstream, Path scratch)
            throws IOException {
        feed = new TinyServer();
        feed.answers("updates.xml", 200, UpdatesFeedTest.text(""));
        InstantSource clock = InstantSource.system();
        SparseClient client = new SparseClient("test", 1_000, Duration.ofSeconds(10), clock);
        return new SparseSource(
                new SparseFiles(
                        store,
                        client,
                        URI.create(upstream.indexUrl() + "/"),
                        scratch.resolve("known.txt"),
                        clock),
                new UpdatesFeed(client, feed.url().resolve("updates.xml")),
                () -> Set.of("alpha-one", "beta"));
    }

    @AfterEach
    void end() {
        feed.close();
    }
}

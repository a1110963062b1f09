package dev.torrentcrates.cargotorrent.crates;

import dev.torrentcrates.cargotorrent.index.CrateIndex;
import dev.torrentcrates.cargotorrent.index.KnownFiles;
import dev.torrentcrates.cargotorrent.index.UpstreamConfig;
import dev.torrentcrates.cargotorrent.remote.Patience;
import dev.torrentcrates.cargotorrent.remote.RemoteFiles;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An upstream with one crate, a swarm in the test's hand, and a store. No index service. */
abstract class FetchFixture {
    static final SampleCrate CRATE = SampleCrates.library("tidal", "1.0.0");
    static final WantedCrate WANTED = new WantedCrate(CRATE.name(), CRATE.version(), CRATE.cksum());
    static final CrateTorrent TORRENT =
            TorrentRecipe.of(CRATE.name(), CRATE.version(), CRATE.content());
    static final URI NOBODY = URI.create("http://127.0.0.1:1");

    @TempDir Path folder;
    final Deque<AutoCloseable> opened = new ArrayDeque<>();
    final FakeSwarm swarm = new FakeSwarm();
    final Tally tally = new Tally();
    final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    UpstreamSim upstream;
    CrateStore store;
    RemoteFiles upstreamFiles;
    UpstreamDownloads downloads;

    @BeforeEach
    final void start() throws IOException {
        upstream = opened(UpstreamSim.start(folder.resolve("upstream")));
        upstream.publish(CRATE);
        store = CrateStore.open(folder.resolve("home"));
        upstreamFiles = files(URI.create(upstream.indexUrl() + "/"));
        downloads =
                opened(
                        new UpstreamDownloads(
                                new UpstreamConfig(upstreamFiles, folder.resolve("config"))));
        opened.push(threads::shutdownNow);
    }

    @AfterEach
    final void closeAll() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    /** A race whose seeding is done by that executor. */
    final CrateRace race(Executor seeding) {
        return new CrateRace(store, torrents(seeding), downloads, tally, threads);
    }

    final SwarmDownloads torrents(Executor seeding) {
        return new SwarmDownloads(swarm, NOBODY, Reach.EVERYBODY, seeding);
    }

    final CrateDownloads crates(CrateRace race) {
        CrateIndex index =
                new CrateIndex(
                        upstreamFiles,
                        files(NOBODY.resolve("/index/")),
                        Duration.ofSeconds(1),
                        new KnownFiles(folder.resolve("index")),
                        threads);
        return new CrateDownloads(store, index, race, tally, threads);
    }

    final <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    private RemoteFiles files(URI base) {
        return opened(
                new RemoteFiles(
                        base,
                        new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ZERO)));
    }
}

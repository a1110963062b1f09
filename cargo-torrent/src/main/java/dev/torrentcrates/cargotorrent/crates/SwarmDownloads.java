package dev.torrentcrates.cargotorrent.crates;

import dev.torrentcrates.swarm.Download;
import dev.torrentcrates.swarm.Sources;
import dev.torrentcrates.swarm.Swarm;
import dev.torrentcrates.torrent.CrateTorrent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/** Crates as torrents: who is asked for them, how long, and seeding. Thread-safe. */
public final class SwarmDownloads {
    /** A warm peer needs some 10 ms for a usual crate; after a second there is none. */
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(1);

    /** A swarm that is slower than this is helped out. */
    private static final long EXPECTED_BYTES_PER_SECOND = 1_000_000;

    private static final System.Logger LOG = System.getLogger(SwarmDownloads.class.getName());

    private final Swarm swarm;
    private final URI indexService;
    private final Reach reach;
    private final Executor seeding;

    /**
     * Crates of the swarm.
     *
     * @param indexService without a slash at the end; has the tracker and the web seeds
     * @param seeding what nobody waits for, one after the other
     */
    public SwarmDownloads(Swarm swarm, URI indexService, Reach reach, Executor seeding) {
        this.swarm = swarm;
        this.indexService = indexService;
        this.reach = reach;
        this.seeding = seeding;
    }

    Reach reach() {
        return reach;
    }

    /** Starts to fetch the crate into the folder, which holds no whole file of it. */
    Download start(WantedCrate crate, CrateTorrent torrent, Path folder) {
        // Were it still held, its file was lost behind the swarm's back.
        swarm.remove(torrent.btih());
        return swarm.download(torrent, folder, sources(crate));
    }

    /**
     * How long the swarm is waited for before upstream is asked as well.
     *
     * @param most that there is time for
     */
    Duration patience(CrateTorrent torrent, Duration most) {
        if (reach == Reach.PEERS_ONLY) {
            return most;
        }
        Duration expected =
                FIRST_PATIENCE.plusMillis(torrent.length() * 1000 / EXPECTED_BYTES_PER_SECOND);
        return expected.compareTo(most) < 0 ? expected : most;
    }

    /** Gives up; when it returns, what there was of the file is gone. */
    void abandon(Download download) {
        download.cancel();
        // libtorrent removes the file when it gets to the cancel, and answers questions in order.
        // The first answer may be to a question that somebody asked before.
        swarm.totals();
        swarm.totals();
    }

    /** Leaves the torrent's swarm. */
    void leave(CrateTorrent torrent) {
        swarm.remove(torrent.btih());
    }

    /** Seeds what is in the store. */
    void seed(CrateStore.Stored stored) throws IOException {
        swarm.seed(stored.torrent(), stored.folder(), List.of(tracker()));
    }

    /** The same, and cargo does not wait for it. */
    void seedSoon(CrateStore.Stored stored) {
        seeding.execute(
                () -> {
                    try {
                        seed(stored);
                    } catch (IOException | IllegalStateException e) {
                        LOG.log(
                                System.Logger.Level.WARNING,
                                "{0} is not seeded: {1}",
                                stored.torrent().fileName(),
                                e.getMessage());
                    }
                });
    }

    /** Does something of the swarm's, after what nobody waits for either. */
    void soon(Runnable task) {
        seeding.execute(task);
    }

    private Sources sources(WantedCrate crate) {
        List<URI> webSeeds =
                switch (reach) {
                    case PEERS_ONLY -> List.of();
                    case EVERYBODY ->
                            List.of(
                                    URI.create(
                                            indexService
                                                    + "/api/v1/crates/"
                                                    + crate.name()
                                                    + "/"
                                                    + crate.version()
                                                    + "/download"));
                };
        return new Sources(List.of(tracker()), webSeeds, List.of());
    }

    private URI tracker() {
        return URI.create(indexService + "/announce");
    }
}

package dev.torrentcrates.cargotorrent.crates;

import dev.torrentcrates.swarm.Download;
import dev.torrentcrates.swarm.Downloaded;
import dev.torrentcrates.swarm.Sources;
import dev.torrentcrates.swarm.Swarm;
import dev.torrentcrates.swarm.Totals;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.CrateTorrent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** A swarm that gives what the test says, when the test says so; and tells what it was told. */
final class FakeSwarm implements Swarm {
    final CompletableFuture<Downloaded> done = new CompletableFuture<>();
    final Queue<Seeded> seeded = new ConcurrentLinkedQueue<>();
    volatile Consumer<CrateTorrent> whileSeeding = _ -> {};

    /** What was seeded, and on which thread. */
    record Seeded(String fileName, Thread thread) {}

    /** The download is done: this is the file. */
    void give(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        done.complete(new Downloaded(file, content.length, 0));
    }

    @Override
    public void seed(CrateTorrent torrent, Path folder, List<URI> trackers) {
        seeded.add(new Seeded(torrent.fileName(), Thread.currentThread()));
        whileSeeding.accept(torrent);
    }

    @Override
    public Download download(CrateTorrent torrent, Path folder, Sources sources) {
        return new Download() {
            @Override
            public CompletableFuture<Downloaded> done() {
                return done;
            }

            @Override
            public void cancel() {
                done.cancel(true);
            }
        };
    }

    @Override
    public void remove(Btih btih) {}

    @Override
    public Set<Btih> seeding() {
        return Set.of();
    }

    @Override
    public Totals totals() {
        return new Totals(0, 0, 0, 0);
    }

    @Override
    public int port() {
        return 1;
    }

    @Override
    public void close() {}
}

package dev.torrentcrates.swarm.libtorrent;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.torrentcrates.swarm.Download;
import dev.torrentcrates.swarm.Downloaded;
import dev.torrentcrates.swarm.NativeLibraryMissing;
import dev.torrentcrates.swarm.Sources;
import dev.torrentcrates.swarm.Swarm;
import dev.torrentcrates.swarm.SwarmSettings;
import dev.torrentcrates.swarm.Totals;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.CrateTorrent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** A BitTorrent peer in this process, over libtorrent. */
public final class LibtorrentSwarm implements Swarm {
    /** A torrent is in the session within milliseconds; a disk that hangs ends here. */
    private static final int SEED_SECONDS = 30;

    private final TorrentSession session;

    private LibtorrentSwarm(TorrentSession session) {
        this.session = session;
    }

    /**
     * Starts a peer.
     *
     * @throws IOException where no port could be bound
     * @throws NativeLibraryMissing where libtorrent does not run on this machine
     */
    public static LibtorrentSwarm start(SwarmSettings settings) throws IOException {
        NativeLibrary.load(settings.nativeFolder());
        return new LibtorrentSwarm(TorrentSession.start(settings));
    }

    @Override
    public void seed(CrateTorrent torrent, Path folder, List<URI> trackers) throws IOException {
        if (!torrent.isComplete()) {
            throw new IllegalArgumentException(
                    torrent.fileName() + " has several pieces, and their layers are not known");
        }
        Path file = file(torrent, folder);
        long length = Files.size(file);
        if (length != torrent.length()) {
            throw new IOException(
                    file + " has " + length + " bytes, not " + torrent.length() + ": not seeded");
        }
        CompletableFuture<Downloaded> seeded = session.seed(torrent, folder, trackers);
        try {
            seeded.get(SEED_SECONDS, SECONDS);
        } catch (InterruptedException e) {
            seeded.cancel(false);
            session.leave(torrent.btih());
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + file + " was taken in");
        } catch (TimeoutException e) {
            seeded.cancel(false);
            session.leave(torrent.btih());
            throw new IOException(
                    file + " was not seeded within " + SEED_SECONDS + " s; is the disk slow?", e);
        } catch (ExecutionException e) {
            throw new IOException(file + " cannot be seeded: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public Download download(CrateTorrent torrent, Path folder, Sources sources) {
        Btih btih = torrent.btih();
        CompletableFuture<Downloaded> done;
        try {
            file(torrent, folder);
            Files.createDirectories(folder);
            done = session.download(torrent, folder, sources);
        } catch (IOException e) {
            done = CompletableFuture.failedFuture(e);
        }
        return WaitingDownload.of(session, btih, done);
    }

    @Override
    public void remove(Btih btih) {
        session.remove(btih);
    }

    @Override
    public Set<Btih> seeding() {
        return session.seeding();
    }

    @Override
    public Totals totals() {
        return session.totals();
    }

    @Override
    public int port() {
        return session.port();
    }

    @Override
    public void close() {
        session.close();
    }

    /** The torrent's file, which lies in the folder itself whatever its name is. */
    private static Path file(CrateTorrent torrent, Path folder) {
        Path file = folder.toAbsolutePath().resolve(torrent.fileName());
        if (!folder.toAbsolutePath().equals(file.getParent())) {
            throw new IllegalArgumentException("not the name of a file: " + torrent.fileName());
        }
        return file;
    }

    /** One caller's share in a download. A future that its holder cancels is a cancel, too. */
    private record WaitingDownload(CompletableFuture<Downloaded> done) implements Download {
        static WaitingDownload of(
                TorrentSession session, Btih btih, CompletableFuture<Downloaded> done) {
            var _ =
                    done.whenComplete(
                            (downloaded, failure) -> {
                                if (done.isCancelled()) {
                                    session.leave(btih);
                                }
                            });
            return new WaitingDownload(done);
        }

        @Override
        public void cancel() {
            done.cancel(false);
        }
    }
}

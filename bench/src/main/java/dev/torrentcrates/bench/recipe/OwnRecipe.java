package dev.torrentcrates.bench.recipe;

import dev.torrentcrates.bench.crates.MadeCrate;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What is measured: from files to the bytes of their torrents. None are written to disk, here or by
 * libtorrent: the service stores them elsewhere.
 */
final class OwnRecipe {
    private final List<MadeCrate> crates;
    private final List<CrateTorrent> torrents = new ArrayList<>();
    private final List<byte[]> files = new ArrayList<>();

    /** Of these files. */
    OwnRecipe(List<MadeCrate> crates) {
        this.crates = crates;
    }

    /** Makes every torrent in this thread. @return how long that took */
    Duration round() throws IOException {
        torrents.clear();
        files.clear();
        long began = System.nanoTime();
        for (MadeCrate crate : crates) {
            CrateTorrent torrent = torrent(crate);
            torrents.add(torrent);
            files.add(torrent.torrentFile());
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Makes every torrent with one thread a processor. @return how long that took */
    Duration parallelRound() throws IOException, InterruptedException {
        List<Callable<byte[]>> all = new ArrayList<>();
        for (MadeCrate crate : crates) {
            all.add(() -> torrent(crate).torrentFile());
        }
        int processors = Runtime.getRuntime().availableProcessors();
        try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
            long began = System.nanoTime();
            for (Future<byte[]> file : threads.invokeAll(all)) {
                if (file.get().length == 0) {
                    throw new IOException("an empty torrent");
                }
            }
            return Duration.ofNanos(System.nanoTime() - began);
        } catch (ExecutionException e) {
            throw new IOException("a torrent was not made", e);
        }
    }

    private static CrateTorrent torrent(MadeCrate crate) throws IOException {
        return TorrentRecipe.of(crate.line().name(), crate.line().version(), crate.content());
    }

    /** The infohashes of the torrents of the last round, in the order of the files. */
    List<Btih> infohashes() {
        return torrents.stream().map(CrateTorrent::btih).toList();
    }

    /** Nothing but the two hashes over the same bytes. @return how long they took, reading apart */
    Duration hashRound() throws IOException {
        MessageDigest sha1 = sha1();
        MessageDigest sha256 = Sha256.newDigest();
        long nanos = 0;
        for (MadeCrate crate : crates) {
            byte[] content = crate.content();
            long began = System.nanoTime();
            byte[] first = sha1.digest(content);
            byte[] second = sha256.digest(content);
            nanos += System.nanoTime() - began;
            if (first.length + second.length == 0) { // used, or it might not be computed
                throw new AssertionError("no hash");
            }
        }
        return Duration.ofNanos(nanos);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1", e);
        }
    }
}

package dev.torrentcrates.bench.torrentizer;

import dev.torrentcrates.bench.crates.MadeCrate;
import dev.torrentcrates.bench.process.RunningS3;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.s3.S3BlobStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The peer of the service: a loop that stores the same objects with the same client, content first
 * and then the torrent, and does nothing else.
 */
final class RawPuts {
    private final RunningS3 s3;
    private final List<MadeCrate> crates;
    private final List<byte[]> torrents = new ArrayList<>();
    private final int concurrency;
    private final AtomicInteger done = new AtomicInteger();

    /**
     * Makes the torrents, which is no part of what is measured.
     *
     * @param concurrency how many crates are stored at once
     */
    RawPuts(RunningS3 s3, List<MadeCrate> crates, int concurrency) throws IOException {
        this.s3 = s3;
        this.crates = crates;
        this.concurrency = concurrency;
        for (MadeCrate crate : crates) {
            torrents.add(crate.torrent().torrentFile());
        }
    }

    /** How many crates are stored. For any thread. */
    int done() {
        return done.get();
    }

    /**
     * Stores the first of the crates.
     *
     * @param bucket one that has nothing yet
     * @return how long that took
     */
    Duration round(String bucket, int count) throws IOException, InterruptedException {
        try (S3BlobStore store = s3.bucket(bucket);
                ExecutorService threads =
                        Executors.newFixedThreadPool(concurrency, Thread.ofVirtual().factory())) {
            store.ensureBucket();
            List<Callable<Boolean>> puts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int each = i;
                puts.add(() -> put(store, crates.get(each), torrents.get(each)));
            }
            done.set(0);
            long began = System.nanoTime();
            for (Future<Boolean> put : threads.invokeAll(puts)) {
                require(put);
            }
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }

    private boolean put(S3BlobStore store, MadeCrate crate, byte[] torrent) throws IOException {
        IndexLine line = crate.line();
        Sha256 cksum = line.cksum();
        boolean stored =
                store.putIfAbsent(BlobKey.crate(cksum), crate.content())
                        && store.putIfAbsent(
                                BlobKey.torrent(cksum, line.name(), line.version()), torrent);
        done.incrementAndGet();
        return stored;
    }

    private static void require(Future<Boolean> put) throws IOException, InterruptedException {
        try {
            if (!put.get()) {
                throw new IOException("an object was there before it was stored");
            }
        } catch (ExecutionException e) {
            throw new IOException("the S3 server did not store everything", e);
        }
    }
}

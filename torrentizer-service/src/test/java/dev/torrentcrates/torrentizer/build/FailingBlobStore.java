package dev.torrentcrates.torrentizer.build;

import dev.torrentcrates.storage.Blob;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.BlobStore;
import dev.torrentcrates.storage.MemoryBlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Storage in memory that fails at some objects, or at all of them. */
public final class FailingBlobStore implements BlobStore {
    private final BlobStore store = new MemoryBlobStore();
    private final Map<BlobKey, Failure> failures = new ConcurrentHashMap<>();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile boolean away;

    /** How an object fails. */
    public enum Failure {
        UNTIL_IT_IS_REPLACED,
        ALWAYS,
        BY_A_DEFECT
    }

    /** From now on this object fails. */
    public void fail(BlobKey key, Failure failure) {
        failures.put(key, failure);
    }

    /** It does not fail any more. */
    public void mend(BlobKey key) {
        failures.remove(key);
    }

    /** From now on everything fails. */
    public void goAway() {
        away = true;
    }

    /** Not everything fails any more. */
    public void comeBack() {
        away = false;
    }

    /** How many calls failed so far that were about an object. */
    public int failed() {
        return failed.get();
    }

    @Override
    public boolean putIfAbsent(BlobKey key, byte[] content) throws IOException {
        check(key);
        return store.putIfAbsent(key, content);
    }

    @Override
    public boolean putIfAbsent(BlobKey key, Path content) throws IOException {
        check(key);
        return store.putIfAbsent(key, content);
    }

    @Override
    public void replace(BlobKey key, byte[] content) throws IOException {
        failures.remove(key, Failure.UNTIL_IT_IS_REPLACED);
        check(key);
        store.replace(key, content);
    }

    @Override
    public void replace(BlobKey key, Path content) throws IOException {
        failures.remove(key, Failure.UNTIL_IT_IS_REPLACED);
        check(key);
        store.replace(key, content);
    }

    @Override
    public Optional<Blob> stat(BlobKey key) throws IOException {
        checkAway(key);
        return store.stat(key);
    }

    @Override
    public InputStream open(BlobKey key) throws IOException {
        check(key);
        return store.open(key);
    }

    @Override
    public InputStream open(BlobKey key, long offset, long length) throws IOException {
        check(key);
        return store.open(key, offset, length);
    }

    private void check(BlobKey key) throws IOException {
        checkAway(key);
        Failure failure = failures.get(key);
        if (failure == Failure.BY_A_DEFECT) {
            throw new IllegalStateException("a bug at " + key.path());
        } else if (failure != null) {
            failed.incrementAndGet();
            throw new IOException("500 for " + key.path());
        }
    }

    private void checkAway(BlobKey key) throws IOException {
        if (away) {
            throw new IOException("storage is away: " + key.path());
        }
    }
}

package dev.torrentcrates.torrentizer.attempt;

import dev.torrentcrates.storage.Blob;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.BlobStore;
import dev.torrentcrates.storage.MemoryBlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Storage that takes everything but some objects. */
record FailingStore(Set<BlobKey> refused, MemoryBlobStore store) implements BlobStore {
    FailingStore(Set<BlobKey> refused) {
        this(refused, new MemoryBlobStore());
    }

    @Override
    public boolean putIfAbsent(BlobKey key, byte[] content) throws IOException {
        requireRoom(key);
        return store.putIfAbsent(key, content);
    }

    @Override
    public boolean putIfAbsent(BlobKey key, Path content) throws IOException {
        requireRoom(key);
        return store.putIfAbsent(key, content);
    }

    @Override
    public void replace(BlobKey key, byte[] content) throws IOException {
        requireRoom(key);
        store.replace(key, content);
    }

    @Override
    public void replace(BlobKey key, Path content) throws IOException {
        requireRoom(key);
        store.replace(key, content);
    }

    @Override
    public Optional<Blob> stat(BlobKey key) {
        return store.stat(key);
    }

    @Override
    public InputStream open(BlobKey key) throws IOException {
        return store.open(key);
    }

    @Override
    public InputStream open(BlobKey key, long offset, long length) throws IOException {
        return store.open(key, offset, length);
    }

    private void requireRoom(BlobKey key) throws IOException {
        if (refused.contains(key)) {
            throw new IOException("no room for " + key.path());
        }
    }
}

package dev.torrentcrates.torrentizer;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.storage.Blob;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.BlobStore;
import dev.torrentcrates.storage.MemoryBlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A store in memory that tells what is in it. Thread-safe. */
public final class ListedBlobStore implements BlobStore {
    /** Of one object; those of tests are far below. */
    private static final long MAX_LENGTH = 100_000_000;

    private final BlobStore store = new MemoryBlobStore();
    private final Set<BlobKey> keys = ConcurrentHashMap.newKeySet();

    /** The sha256 of every object, by its path. */
    public SortedMap<String, Sha256> contents() throws IOException {
        SortedMap<String, Sha256> contents = new TreeMap<>();
        for (BlobKey key : keys) {
            contents.put(key.path(), Sha256.ofContent(get(key, MAX_LENGTH)));
        }
        return contents;
    }

    @Override
    public boolean putIfAbsent(BlobKey key, byte[] content) throws IOException {
        keys.add(key);
        return store.putIfAbsent(key, content);
    }

    @Override
    public boolean putIfAbsent(BlobKey key, Path content) throws IOException {
        keys.add(key);
        return store.putIfAbsent(key, content);
    }

    @Override
    public void replace(BlobKey key, byte[] content) throws IOException {
        keys.add(key);
        store.replace(key, content);
    }

    @Override
    public void replace(BlobKey key, Path content) throws IOException {
        keys.add(key);
        store.replace(key, content);
    }

    @Override
    public Optional<Blob> stat(BlobKey key) throws IOException {
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
}

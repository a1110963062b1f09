package dev.torrentcrates.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A {@link BlobStore} in memory, for tests of what stands on one. It keeps the same contract as the
 * real one, proved by the same tests.
 */
public final class MemoryBlobStore implements BlobStore {
    private final ConcurrentMap<BlobKey, byte[]> blobs = new ConcurrentHashMap<>();

    @Override
    public boolean putIfAbsent(BlobKey key, byte[] content) {
        return blobs.putIfAbsent(key, content.clone()) == null;
    }

    @Override
    public boolean putIfAbsent(BlobKey key, Path content) throws IOException {
        return putIfAbsent(key, Files.readAllBytes(content));
    }

    @Override
    public void replace(BlobKey key, byte[] content) {
        blobs.put(key, content.clone());
    }

    @Override
    public void replace(BlobKey key, Path content) throws IOException {
        replace(key, Files.readAllBytes(content));
    }

    @Override
    public Optional<Blob> stat(BlobKey key) {
        return Optional.ofNullable(blobs.get(key)).map(content -> new Blob(content.length));
    }

    @Override
    public InputStream open(BlobKey key) throws IOException {
        return new ByteArrayInputStream(content(key));
    }

    @Override
    public InputStream open(BlobKey key, long offset, long length) throws IOException {
        ByteRange range = new ByteRange(offset, length);
        byte[] content = content(key);
        if (range.offset() >= content.length) {
            throw range.beyondEnd(key);
        }
        return new ByteArrayInputStream(
                content, (int) offset, (int) Math.min(length, content.length - offset));
    }

    private byte[] content(BlobKey key) throws NoSuchBlobException {
        byte[] content = blobs.get(key);
        if (content == null) {
            throw new NoSuchBlobException(key);
        }
        return content;
    }
}

package dev.torrentcrates.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Object storage as the pipeline needs it: content is written once under its key, overwritten only
 * to mend what was damaged, and appears whole or not at all.
 *
 * <p>Calls block; virtual threads are meant to make them. Each fails with an {@link IOException}
 * that names the key when storage does not answer in time, and may then be made again: retrying is
 * the caller's business. Thread-safe.
 *
 * <p>NOTE: think hard before adding a method. Listing and deleting are left out on purpose: the
 * events say what exists, and nothing is ever deleted.
 */
public interface BlobStore {

    /**
     * Stores content unless the key exists already.
     *
     * @return whether this call stored it. After an error that was retried on the way it may be
     *     false although the content is this call's; the content is there in both cases
     */
    boolean putIfAbsent(BlobKey key, byte[] content) throws IOException;

    /**
     * Stores the content of a file unless the key exists already; the largest crates have 450 MB.
     *
     * @param content a file that nobody changes meanwhile
     * @return as above
     */
    boolean putIfAbsent(BlobKey key, Path content) throws IOException;

    /**
     * Stores content in place of what the key has, where that turned out to be damaged. The caller
     * has verified that the content is what the key stands for. Readers get the one or the other,
     * never a mixture.
     */
    void replace(BlobKey key, byte[] content) throws IOException;

    /**
     * As above, with the content of a file.
     *
     * @param content a file that nobody changes meanwhile
     */
    void replace(BlobKey key, Path content) throws IOException;

    /** What is stored under the key, or empty where nothing is. */
    Optional<Blob> stat(BlobKey key) throws IOException;

    /**
     * Opens content for reading. The caller closes the stream, whose reads fail, and never end
     * early, where the connection is cut.
     *
     * @throws NoSuchBlobException where nothing is stored under the key
     */
    InputStream open(BlobKey key) throws IOException;

    /**
     * Opens a part of the content, for HTTP range requests.
     *
     * @param offset of the first byte; an {@link IOException} where the content ends before it
     * @param length at least 1; where the content ends earlier, the stream does too
     * @throws NoSuchBlobException where nothing is stored under the key
     */
    InputStream open(BlobKey key, long offset, long length) throws IOException;

    /**
     * Reads content into memory.
     *
     * @param maxLength in bytes; an {@link IOException} where the content is longer
     * @throws NoSuchBlobException where nothing is stored under the key
     */
    default byte[] get(BlobKey key, long maxLength) throws IOException {
        try (InputStream content = open(key)) {
            byte[] bytes = content.readNBytes((int) Math.min(maxLength, Integer.MAX_VALUE - 8));
            if (content.read() >= 0) {
                throw new IOException(key.path() + " is longer than " + maxLength + " bytes");
            }
            return bytes;
        }
    }
}

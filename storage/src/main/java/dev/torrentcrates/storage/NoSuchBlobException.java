package dev.torrentcrates.storage;

import java.io.IOException;

/** Nothing is stored under the key that was to be read. */
public final class NoSuchBlobException extends IOException {
    private final transient BlobKey key;

    public NoSuchBlobException(BlobKey key) {
        super("nothing is stored as " + key.path());
        this.key = key;
    }

    /** The key that holds nothing. */
    public BlobKey key() {
        return key;
    }
}

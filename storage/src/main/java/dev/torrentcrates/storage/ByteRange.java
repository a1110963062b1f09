package dev.torrentcrates.storage;

import java.io.IOException;

/**
 * A part of a blob.
 *
 * @param offset of the first byte, from 0
 * @param length in bytes, at least 1; may reach beyond the blob's end
 */
public record ByteRange(long offset, long length) {

    public ByteRange {
        if (offset < 0 || length < 1) {
            throw new IllegalArgumentException(
                    "a range has an offset of at least 0 and a length of at least 1; not "
                            + offset
                            + " and "
                            + length);
        }
        length = Math.min(length, Long.MAX_VALUE - offset); // so that the end has a number
    }

    /** The error for a blob that ends before this range. */
    public IOException beyondEnd(BlobKey key) {
        return new IOException(key.path() + " ends before byte " + offset);
    }
}

/**
 * Object storage: where crates and their torrents lie.
 *
 * <p>{@link BlobStore} is the port, with {@link MemoryBlobStore} for tests and an S3 client in
 * {@code dev.torrentcrates.storage.s3}. What a key holds never changes: crates are named by their
 * checksum, and a torrent is a pure function of its crate. So writing twice is harmless, and a
 * reader may cache for ever.
 */
@NullMarked
package dev.torrentcrates.storage;

import org.jspecify.annotations.NullMarked;

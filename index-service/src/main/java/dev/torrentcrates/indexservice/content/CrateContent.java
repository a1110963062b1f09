package dev.torrentcrates.indexservice.content;

import dev.torrentcrates.crate.CrateFile;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.indexservice.view.PublishedVersion;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.BlobStore;
import dev.torrentcrates.torrent.CrateTorrent;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reads crates and torrents from storage. Blocks; thread-safe. */
public final class CrateContent {
    /** As many as storage's client has connections. */
    private static final int MAX_READS = 64;

    /**
     * Up to this length content is read before it is sent, so that a slow client occupies none of
     * the reads; nine crates in ten are shorter.
     */
    private static final int READ_AHEAD = 256 * 1024;

    /** Who waits longer is better off with another web seed, or with peers. */
    private static final long PATIENCE_SECONDS = 10;

    /** 1024 pieces of 52 bytes and a file name are far below. */
    private static final int MAX_TORRENT_BYTES = 1 << 20;

    /** A node of the merkle tree. */
    private static final int HASH_LENGTH = 32;

    /** What follows the piece layers in a stored torrent: the ends of two dictionaries. */
    private static final int TAIL_LENGTH = 2;

    private final BlobStore storage;
    private final Semaphore reads = new Semaphore(MAX_READS);

    /** Reads from this storage. */
    public CrateContent(BlobStore storage) {
        this.storage = storage;
    }

    /**
     * Opens a part of a crate. The caller closes the stream.
     *
     * @throws IOException where storage does not answer, or too many read already
     */
    public InputStream open(PublishedVersion version, long offset, long length) throws IOException {
        if (length > READ_AHEAD) {
            return stream(version, offset, length);
        }
        try (InputStream content = stream(version, offset, length)) {
            byte[] bytes = content.readNBytes((int) length);
            if (bytes.length < length) {
                throw new EOFException(version.line() + " is shorter in storage than it was");
            }
            return new ByteArrayInputStream(bytes);
        }
    }

    /**
     * The torrent with its piece layers, which no index line has room for: the stored torrent has
     * them at its end. That it is the right torrent is seen by writing it again.
     *
     * @throws IOException where storage does not answer, or holds another torrent
     */
    public CrateTorrent complete(PublishedVersion version) throws IOException {
        CrateTorrent torrent = version.torrent();
        if (torrent.isComplete()) {
            return torrent;
        }
        IndexLine line = version.line();
        BlobKey key = BlobKey.torrent(line.cksum(), line.name(), line.version());
        byte[] stored = storage.get(key, MAX_TORRENT_BYTES);
        int end = stored.length - TAIL_LENGTH;
        int start = end - torrent.pieceCount() * HASH_LENGTH;
        if (start > 0) {
            CrateTorrent complete =
                    new CrateTorrent(
                            CrateFile.name(line.name(), line.version()),
                            torrent.length(),
                            torrent.root(),
                            torrent.pieces(),
                            HexFormat.of().formatHex(stored, start, end));
            if (Arrays.equals(complete.torrentFile(), stored)) {
                return complete;
            }
        }
        throw new IOException(key.path() + " is not the torrent that was built");
    }

    private InputStream stream(PublishedVersion version, long offset, long length)
            throws IOException {
        BlobKey key = BlobKey.crate(version.line().cksum());
        acquire(key);
        boolean opened = false;
        try {
            boolean whole = offset == 0 && length == version.entry().length();
            InputStream content =
                    new Permitted(whole ? storage.open(key) : storage.open(key, offset, length));
            opened = true;
            return content;
        } finally {
            if (!opened) {
                reads.release();
            }
        }
    }

    private void acquire(BlobKey key) throws IOException {
        try {
            if (!reads.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("too many read already to read " + key.path());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before reading " + key.path(), e);
        }
    }

    /** Gives its permit back when it is closed, once. */
    private final class Permitted extends FilterInputStream {
        private final AtomicBoolean closed = new AtomicBoolean();

        Permitted(InputStream content) {
            super(content);
        }

        @Override
        public void close() throws IOException {
            if (closed.compareAndSet(false, true)) {
                try {
                    super.close();
                } finally {
                    reads.release();
                }
            }
        }
    }
}

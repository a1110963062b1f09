package dev.torrentcrates.torrentizer.build;

import dev.torrentcrates.crate.CrateFile;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.storage.Blob;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.BlobStore;
import dev.torrentcrates.storage.NoSuchBlobException;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentEntry;
import dev.torrentcrates.torrent.TorrentRecipe;
import dev.torrentcrates.torrentizer.upstream.CrateContent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * Content and torrents in storage: the content first, the torrent second. Whatever is done here can
 * be done again, by anybody, with the same result. Thread-safe.
 */
public final class StoredVersions {
    private static final int BUFFER = 64 * 1024;

    /** 1024 pieces of 52 bytes and a file name are far below. */
    private static final int MAX_TORRENT_LENGTH = 1 << 20;

    private final BlobStore store;

    /** In this store. */
    public StoredVersions(BlobStore store) {
        this.store = store;
    }

    /**
     * Reads all that is stored of a version, and compares it.
     *
     * @throws IOException where storage fails; that says nothing about what it holds
     */
    public Stored look(VersionIdentity version) throws IOException {
        BlobKey key = BlobKey.crate(version.cksum());
        Optional<Blob> blob = store.stat(key);
        if (blob.isEmpty()) {
            return new Stored.NoContent();
        }
        long length = blob.get().length();
        if (length < 1 || length > TorrentEntry.MAX_LENGTH) {
            return new Stored.OtherContent(length);
        }
        MessageDigest digest = Sha256.newDigest();
        CrateTorrent torrent;
        try (InputStream content = new DigestInputStream(store.open(key), digest)) {
            torrent = torrent(version, length, new BufferedInputStream(content, BUFFER));
        }
        return Sha256.ofDigest(digest.digest()).equals(version.cksum())
                ? withTorrent(version, torrent)
                : new Stored.OtherContent(length);
    }

    /** Whether storage is there at all, whatever it makes of one object or another. */
    public boolean answers() {
        try {
            store.stat(BlobKey.crate(Sha256.ofContent(new byte[0])));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Stores what was not there before, and makes the torrent. */
    CrateTorrent put(VersionIdentity version, CrateContent content) throws IOException {
        BlobKey key = BlobKey.crate(version.cksum());
        switch (content) {
            case CrateContent.InMemory memory -> store.putIfAbsent(key, memory.bytes());
            case CrateContent.InFile file -> store.putIfAbsent(key, file.path());
        }
        return put(version, torrent(version, content));
    }

    /** Stores the right content in place of what is there, and makes the torrent. */
    CrateTorrent replace(VersionIdentity version, CrateContent content) throws IOException {
        BlobKey key = BlobKey.crate(version.cksum());
        switch (content) {
            case CrateContent.InMemory memory -> store.replace(key, memory.bytes());
            case CrateContent.InFile file -> store.replace(key, file.path());
        }
        return put(version, torrent(version, content));
    }

    /** Stores the torrent of content that is stored. */
    CrateTorrent put(VersionIdentity version, CrateTorrent torrent) throws IOException {
        boolean isNew = store.putIfAbsent(torrentKey(version), torrent.torrentFile());
        if (!isNew && withTorrent(version, torrent) instanceof Stored.OtherTorrent) {
            replace(version, torrent);
        }
        return torrent;
    }

    /** Stores the torrent of content that is stored, in place of another one. */
    CrateTorrent replace(VersionIdentity version, CrateTorrent torrent) throws IOException {
        store.replace(torrentKey(version), torrent.torrentFile());
        return torrent;
    }

    private Stored withTorrent(VersionIdentity version, CrateTorrent torrent) throws IOException {
        BlobKey key = torrentKey(version);
        try (InputStream stored = store.open(key)) {
            byte[] bytes = stored.readNBytes(MAX_TORRENT_LENGTH);
            return Arrays.equals(bytes, torrent.torrentFile())
                    ? new Stored.Sound(torrent)
                    : new Stored.OtherTorrent(torrent);
        } catch (NoSuchBlobException e) {
            return new Stored.NoTorrent(torrent);
        }
    }

    private static BlobKey torrentKey(VersionIdentity version) {
        return BlobKey.torrent(version.cksum(), version.crate(), version.version());
    }

    private static CrateTorrent torrent(VersionIdentity version, CrateContent content)
            throws IOException {
        try (InputStream stream = content.open()) {
            return torrent(version, content.length(), new BufferedInputStream(stream, BUFFER));
        }
    }

    private static CrateTorrent torrent(VersionIdentity version, long length, InputStream content)
            throws IOException {
        return TorrentRecipe.of(
                CrateFile.name(version.crate(), version.version()), length, content);
    }
}

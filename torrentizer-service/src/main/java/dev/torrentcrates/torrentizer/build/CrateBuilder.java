package dev.torrentcrates.torrentizer.build;

import dev.torrentcrates.crate.CrateFile;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.storage.Blob;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.BlobStore;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import dev.torrentcrates.torrentizer.build.BuildOutcome.Built;
import dev.torrentcrates.torrentizer.build.BuildOutcome.NotYet;
import dev.torrentcrates.torrentizer.build.BuildOutcome.Refused;
import dev.torrentcrates.torrentizer.upstream.CrateContent;
import dev.torrentcrates.torrentizer.upstream.CrateSource;
import dev.torrentcrates.torrentizer.upstream.Fetched;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Builds versions: content into storage first, the torrent second. May be made again at any point,
 * by anybody, with the same result; what is stored already is not downloaded. Thread-safe.
 */
public final class CrateBuilder {
    private static final int BUFFER = 64 * 1024;

    private final CrateSource source;
    private final BlobStore store;

    /** A builder. */
    public CrateBuilder(CrateSource source, BlobStore store) {
        this.source = source;
        this.store = store;
    }

    /**
     * Builds a version.
     *
     * @throws IOException where storage or the disk fails; the same call may be made again
     * @throws InterruptedException where the thread is interrupted while it downloads
     */
    public BuildOutcome build(IndexLine line) throws IOException, InterruptedException {
        Optional<Blob> stored = store.stat(BlobKey.crate(line.cksum()));
        return stored.isPresent() ? fromStorage(line, stored.get()) : fromUpstream(line);
    }

    private BuildOutcome fromUpstream(IndexLine line) throws IOException, InterruptedException {
        return switch (source.fetch(VersionIdentity.of(Registry.CRATES_IO, line))) {
            case Fetched.Content(CrateContent content) -> {
                try (content) {
                    yield store(line, content);
                }
            }
            case Fetched.Missing(int status) ->
                    notYet(FailureReason.NOT_FOUND, "upstream answers " + status);
            case Fetched.Mismatch(Sha256 actual) ->
                    notYet(
                            FailureReason.CKSUM_MISMATCH,
                            "upstream has a file whose sha256 is " + actual);
            case Fetched.LengthRefused(long length) ->
                    new Refused(
                            FailureReason.LENGTH_REFUSED,
                            "upstream's file has " + length + " bytes");
            case Fetched.Unavailable(String reason, var retryAfter) ->
                    new NotYet(FailureReason.UPSTREAM_UNAVAILABLE, reason, retryAfter);
        };
    }

    private BuildOutcome store(IndexLine line, CrateContent content) throws IOException {
        BlobKey key = BlobKey.crate(line.cksum());
        switch (content) {
            case CrateContent.InMemory memory -> store.putIfAbsent(key, memory.bytes());
            case CrateContent.InFile file -> store.putIfAbsent(key, file.path());
        }
        try (InputStream stream = content.open()) {
            return built(line, torrent(line, content.length(), stream), content.length());
        }
    }

    /**
     * Content that is not what its key says cannot be mended from here, since nothing is written
     * over; it must not hold up the other versions either.
     */
    private BuildOutcome fromStorage(IndexLine line, Blob stored) throws IOException {
        if (stored.length() == 0) {
            return notYet(FailureReason.CKSUM_MISMATCH, "what is stored is empty");
        }
        MessageDigest digest = Sha256.newDigest();
        CrateTorrent torrent;
        try (InputStream content =
                new DigestInputStream(store.open(BlobKey.crate(line.cksum())), digest)) {
            torrent = torrent(line, stored.length(), content);
        }
        Sha256 actual = Sha256.ofDigest(digest.digest());
        return actual.equals(line.cksum())
                ? built(line, torrent, 0)
                : notYet(FailureReason.CKSUM_MISMATCH, "what is stored has the sha256 " + actual);
    }

    private BuildOutcome built(IndexLine line, CrateTorrent torrent, long downloaded)
            throws IOException {
        BlobKey key = BlobKey.torrent(line.cksum(), line.name(), line.version());
        store.putIfAbsent(key, torrent.torrentFile());
        return new Built(torrent.entry(), downloaded);
    }

    private static CrateTorrent torrent(IndexLine line, long length, InputStream content)
            throws IOException {
        return TorrentRecipe.of(
                CrateFile.name(line.name(), line.version()),
                length,
                new BufferedInputStream(content, BUFFER));
    }

    private static NotYet notYet(FailureReason reason, String detail) {
        return new NotYet(reason, detail, Optional.empty());
    }
}

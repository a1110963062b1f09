package dev.torrentcrates.torrentizer.build;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrentizer.build.BuildOutcome.Built;
import dev.torrentcrates.torrentizer.build.BuildOutcome.NotYet;
import dev.torrentcrates.torrentizer.build.BuildOutcome.Refused;
import dev.torrentcrates.torrentizer.upstream.CrateContent;
import dev.torrentcrates.torrentizer.upstream.CrateSource;
import dev.torrentcrates.torrentizer.upstream.Fetched;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Builds versions. What is stored and right is not downloaded; what is stored and wrong is mended.
 * May be made again at any point, by anybody, with the same result. Thread-safe.
 */
public final class CrateBuilder {
    private final CrateSource source;
    private final StoredVersions stored;

    /** A builder. */
    public CrateBuilder(CrateSource source, StoredVersions stored) {
        this.source = source;
        this.stored = stored;
    }

    /**
     * Builds a version.
     *
     * @param patience for its download
     * @throws IOException where storage or the disk fails; the same call may be made again
     * @throws InterruptedException where the thread is interrupted while it downloads
     */
    public BuildOutcome build(VersionIdentity version, Duration patience)
            throws IOException, InterruptedException {
        return switch (stored.look(version)) {
            case Stored.Sound(var torrent) -> built(torrent);
            case Stored.NoTorrent(var torrent) -> built(stored.put(version, torrent));
            case Stored.OtherTorrent(var torrent) -> built(stored.replace(version, torrent));
            case Stored.NoContent() -> download(version, patience, stored::put);
            case Stored.OtherContent _ -> download(version, patience, stored::replace);
        };
    }

    /** Whether storage is there at all, so that a failure is about one version. */
    public boolean storageAnswers() {
        return stored.answers();
    }

    /** How content gets into storage. */
    private interface Storing {
        CrateTorrent store(VersionIdentity version, CrateContent content) throws IOException;
    }

    private BuildOutcome download(VersionIdentity version, Duration patience, Storing storing)
            throws IOException, InterruptedException {
        return switch (source.fetch(version, patience)) {
            case Fetched.Content(CrateContent content) -> {
                try (content) {
                    yield new Built(storing.store(version, content).entry(), content.length());
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

    private static Built built(CrateTorrent torrent) {
        return new Built(torrent.entry(), 0);
    }

    private static NotYet notYet(FailureReason reason, String detail) {
        return new NotYet(reason, detail, Optional.empty());
    }
}

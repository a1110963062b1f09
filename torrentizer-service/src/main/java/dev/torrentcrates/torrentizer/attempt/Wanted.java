package dev.torrentcrates.torrentizer.attempt;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.TorrentEntry;
import java.time.Instant;

/**
 * A version that is to be built, and how often that was tried.
 *
 * @param indexOffset of its publication on {@code index-events}
 * @param attempts that failed
 * @param since when it was tried first
 */
public record Wanted(
        Registry registry,
        Commit commit,
        long indexOffset,
        IndexLine line,
        int attempts,
        Instant since) {
    /** A version that was just published. */
    public static Wanted of(VersionPublished published, long indexOffset, Instant now) {
        return new Wanted(
                published.registry(), published.commit(), indexOffset, published.line(), 0, now);
    }

    /** The record on {@code parked} that ends with a deletion, where there is one; for its key. */
    public static VersionParked parked(VersionDeleted deletion, long indexOffset, Instant now) {
        return new Wanted(
                        deletion.registry(),
                        deletion.commit(),
                        indexOffset,
                        deletion.line(),
                        0,
                        now)
                .parked(now);
    }

    /** A version that could not be had yet. */
    public static Wanted of(VersionParked parked) {
        return new Wanted(
                parked.registry(),
                parked.commit(),
                parked.indexOffset(),
                parked.line(),
                parked.attempts(),
                parked.since());
    }

    TorrentBuilt built(TorrentEntry torrent) {
        return new TorrentBuilt(registry, commit, indexOffset, line, torrent);
    }

    TorrentFailed failed(FailureReason reason, String detail) {
        return new TorrentFailed(registry, commit, indexOffset, line, reason, detail);
    }

    VersionParked parked(Instant due) {
        return new VersionParked(registry, commit, indexOffset, line, attempts + 1, due, since);
    }
}

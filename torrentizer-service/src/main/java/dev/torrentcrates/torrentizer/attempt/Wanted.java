package dev.torrentcrates.torrentizer.attempt;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.event.VersionGivenUp;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.event.VersionParked.Cause;
import dev.torrentcrates.event.VersionParked.Retry;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.TorrentEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version that is to be built, and what was tried so far.
 *
 * @param indexOffset of its publication on {@code index-events}
 * @param retry null where it is seen for the first time
 */
public record Wanted(
        Registry registry, Commit commit, long indexOffset, IndexLine line, @Nullable Retry retry) {
    /** A version that was just published. */
    public static Wanted of(VersionPublished published, long indexOffset) {
        return new Wanted(
                published.registry(), published.commit(), indexOffset, published.line(), null);
    }

    /** A version that is built, and of which something is damaged in storage. */
    public static Wanted of(TorrentBuilt built) {
        return new Wanted(
                built.registry(), built.commit(), built.indexOffset(), built.line(), null);
    }

    /** A version that could not be had yet. */
    public static Wanted of(VersionParked parked) {
        return new Wanted(
                parked.registry(),
                parked.commit(),
                parked.indexOffset(),
                parked.line(),
                parked.retry());
    }

    /** What it is. */
    public VersionIdentity identity() {
        return VersionIdentity.of(registry, line);
    }

    /** How often it was tried. */
    int attempts() {
        return retry == null ? 0 : retry.attempts();
    }

    /** Since when it is tried, in vain. */
    Instant since(Instant now) {
        return retry == null ? now : retry.since();
    }

    /** Since when it is this cause that it waits for. */
    Instant since(Cause cause, Instant now) {
        return retry == null || retry.cause() != cause ? now : retry.causeSince();
    }

    TorrentBuilt built(TorrentEntry torrent) {
        return new TorrentBuilt(registry, commit, indexOffset, line, torrent);
    }

    TorrentFailed failed(FailureReason reason, String detail) {
        return new TorrentFailed(registry, commit, indexOffset, line, reason, detail);
    }

    VersionGivenUp givenUp(FailureReason failure, String reason, Instant now) {
        return new VersionGivenUp(registry, commit, indexOffset, line, failure, reason, now);
    }

    /** One attempt more has failed. */
    public VersionParked parked(Cause cause, Instant now, Instant due) {
        return parked(new Retry(attempts() + 1, since(now), due, cause, since(cause, now)));
    }

    /** It is not tried before a time; what retries are counted from begins then. */
    VersionParked heldUntil(Instant due, Instant now) {
        return parked(
                new Retry(attempts(), due, due, Cause.TOO_YOUNG, since(Cause.TOO_YOUNG, now)));
    }

    private VersionParked parked(Retry next) {
        return new VersionParked(registry, commit, indexOffset, line, next);
    }
}

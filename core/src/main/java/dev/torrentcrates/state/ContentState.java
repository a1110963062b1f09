package dev.torrentcrates.state;

import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.TorrentEntry;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One content that a version has, or had: the log's last word of each kind, by index offset. What a
 * deletion is newer than is void, so that what was built before it does not pass for built after a
 * republication.
 *
 * @param identity of the content; the crate's name counts as it is spelled
 * @param deletedAt index offset of the newest deletion, of the version or of the crate in this
 *     spelling; -1 where there was none
 * @param line the newest, kept after a deletion, as it superseded older ones for good; null where
 *     the deletion is all that is known
 * @param torrent null where none was built since the deletion; its offset may be lower than that of
 *     the line, which may have been yanked meanwhile
 * @param failure null where it did not fail since the deletion; without meaning where there is a
 *     torrent
 */
public record ContentState(
        VersionIdentity identity,
        long deletedAt,
        @Nullable AtOffset<IndexLine> line,
        @Nullable AtOffset<TorrentEntry> torrent,
        @Nullable TorrentFailed failure) {
    /** The content that came last is first; the rest makes the order a total one. */
    static final Comparator<ContentState> NEWEST_FIRST =
            Comparator.comparingLong(ContentState::lineOffset)
                    .thenComparingLong(ContentState::deletedAt)
                    .reversed()
                    .thenComparing(content -> content.identity.crate())
                    .thenComparing(content -> content.identity.cksum());

    /** Drops what is void. */
    public ContentState {
        if (torrent != null && torrent.offset() <= deletedAt) {
            torrent = null;
        }
        if (failure != null && failure.indexOffset() <= deletedAt) {
            failure = null;
        }
    }

    static ContentState unknown(VersionIdentity identity) {
        return new ContentState(identity, AtOffset.NEVER, null, null, null);
    }

    /** Of the newest change. */
    long indexOffset() {
        return Math.max(lineOffset(), deletedAt);
    }

    /** Whether it was published, and not deleted since. */
    boolean isThere() {
        return lineOffset() > deletedAt;
    }

    ContentState deletedAt(long offset) {
        return new ContentState(identity, Math.max(deletedAt, offset), line, torrent, failure);
    }

    ContentState withLine(long offset, IndexLine other) {
        AtOffset<IndexLine> newer = AtOffset.newer(line, new AtOffset<>(offset, other));
        return new ContentState(identity, deletedAt, newer, torrent, failure);
    }

    ContentState withTorrent(TorrentBuilt built) {
        AtOffset<TorrentEntry> newer =
                AtOffset.newer(torrent, new AtOffset<>(built.indexOffset(), built.torrent()));
        return new ContentState(identity, deletedAt, line, newer, failure);
    }

    ContentState withFailure(TorrentFailed other) {
        boolean isNewer = failure == null || other.indexOffset() >= failure.indexOffset();
        return new ContentState(identity, deletedAt, line, torrent, isNewer ? other : failure);
    }

    private long lineOffset() {
        return line == null ? AtOffset.NEVER : line.offset();
    }
}

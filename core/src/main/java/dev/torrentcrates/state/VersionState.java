package dev.torrentcrates.state;

import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.event.TorrentEvent.Forwarded;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version as the log has it. The line is the one of the highest index offset; torrent and
 * failure belong to the content that this line names, and may have come with a lower offset: a
 * version that was yanked while it was being built.
 *
 * @param indexOffset of the newest change, on {@code index-events}
 * @param line null where the version is deleted
 * @param torrent null where none was built for this line's cksum
 * @param failure null where it did not fail, or was built since
 */
public record VersionState(
        long indexOffset,
        @Nullable IndexLine line,
        @Nullable TorrentEntry torrent,
        @Nullable TorrentFailed failure) {
    /** A version of which nothing is known. */
    public static final VersionState UNKNOWN = new VersionState(-1, null, null, null);

    /**
     * A line that is current, and its torrent.
     *
     * @param indexOffset of the line
     */
    public record Built(long indexOffset, IndexLine line, TorrentEntry entry) {
        /** The torrent itself, piece layers excepted. */
        public CrateTorrent torrent() {
            return CrateTorrent.of(line.name(), line.version(), entry);
        }

        /** The line as it is published. */
        public String publishedLine() {
            return line.withTorrent(entry);
        }
    }

    /** The state after one more event; the same where the event is older than what is known. */
    public VersionState apply(TorrentEvent event) {
        return switch (event) {
            case TorrentBuilt built ->
                    withLine(built.indexOffset(), built.line()).withTorrent(built);
            case TorrentFailed failed ->
                    withLine(failed.indexOffset(), failed.line()).withFailure(failed);
            case Forwarded forwarded ->
                    switch (forwarded.change()) {
                        case IndexEvent.VersionDeleted _, IndexEvent.CrateDeleted _ ->
                                deletedAt(forwarded.indexOffset());
                        case IndexEvent.OfVersion change ->
                                withLine(forwarded.indexOffset(), change.line());
                    };
        };
    }

    /** The current line with its torrent; empty where it is deleted or has none. */
    public Optional<Built> built() {
        return line == null || torrent == null
                ? Optional.empty()
                : Optional.of(new Built(indexOffset, line, torrent));
    }

    private VersionState deletedAt(long offset) {
        return offset < indexOffset ? this : new VersionState(offset, null, null, null);
    }

    private VersionState withLine(long offset, IndexLine newer) {
        if (offset < indexOffset) {
            return this;
        }
        return isOf(newer)
                ? new VersionState(offset, newer, torrent, failure)
                : new VersionState(offset, newer, null, null);
    }

    private VersionState withTorrent(TorrentBuilt built) {
        return isOf(built.line())
                ? new VersionState(indexOffset, line, built.torrent(), null)
                : this;
    }

    private VersionState withFailure(TorrentFailed failed) {
        return isOf(failed.line()) && torrent == null
                ? new VersionState(indexOffset, line, null, failed)
                : this;
    }

    /** Whether the current line names the same content. */
    private boolean isOf(IndexLine other) {
        return line != null && line.cksum().equals(other.cksum());
    }
}

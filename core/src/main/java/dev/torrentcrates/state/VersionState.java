package dev.torrentcrates.state;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One version as the log has it. Its line is the newest that any content of it has; it is deleted
 * where a newer deletion is about that very content, the name as it is spelled and the cksum. A
 * deletion of another content takes nothing away: where upstream deletes {@code foo_bar} and
 * publishes {@code foo-bar} in one step, the publication may come first, as its file does.
 *
 * <p>Contents that were superseded stay known, since their events may yet come; there are as many
 * as upstream ever published, nearly always one. None of them comes back by the deletion of a newer
 * one. {@code docs/adr/0009} says why.
 *
 * <p>What happens to a version is applied by its {@link CrateState}.
 *
 * @param contents every one that is known, the one whose line is the newest first
 */
public record VersionState(List<ContentState> contents) {
    /** A version of which nothing is known. */
    static final VersionState UNKNOWN = new VersionState(List.of());

    /** Puts them in order. */
    public VersionState {
        contents = List.copyOf(contents.stream().sorted(ContentState.NEWEST_FIRST).toList());
    }

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

    /** Of the newest change of what is current, or was last; -1 where nothing is known. */
    public long indexOffset() {
        return contents.isEmpty() ? AtOffset.NEVER : contents.getFirst().indexOffset();
    }

    /** The current line; null where the version is deleted. */
    public @Nullable IndexLine line() {
        ContentState content = current();
        return content == null || content.line() == null ? null : content.line().value();
    }

    /** Null where none was built for the current line's content. */
    public @Nullable TorrentEntry torrent() {
        ContentState content = current();
        return content == null || content.torrent() == null ? null : content.torrent().value();
    }

    /** Null where the current line's content did not fail, or was built all the same. */
    public @Nullable TorrentFailed failure() {
        ContentState content = current();
        return content == null || content.torrent() != null ? null : content.failure();
    }

    /** The current line with its torrent; empty where it is deleted or has none. */
    public Optional<Built> built() {
        IndexLine line = line();
        TorrentEntry torrent = torrent();
        return line == null || torrent == null
                ? Optional.empty()
                : Optional.of(new Built(indexOffset(), line, torrent));
    }

    VersionState withTorrent(TorrentBuilt built) {
        return with(
                built.identity(),
                content -> content.withLine(built.indexOffset(), built.line()).withTorrent(built));
    }

    VersionState withFailure(TorrentFailed failed) {
        return with(
                failed.identity(),
                content ->
                        content.withLine(failed.indexOffset(), failed.line()).withFailure(failed));
    }

    VersionState withChange(IndexEvent.OfVersion change, long offset) {
        return switch (change) {
            case IndexEvent.VersionDeleted deleted ->
                    with(deleted.identity(), content -> content.deletedAt(offset));
            case IndexEvent.OfVersion upsert ->
                    with(upsert.identity(), content -> content.withLine(offset, upsert.line()));
        };
    }

    /** The state after the crate was deleted in one spelling. */
    VersionState crateDeleted(CrateName spelling, long offset) {
        return new VersionState(
                contents.stream()
                        .map(
                                content ->
                                        content.identity().crate().equals(spelling)
                                                ? content.deletedAt(offset)
                                                : content)
                        .toList());
    }

    private VersionState with(VersionIdentity identity, UnaryOperator<ContentState> change) {
        List<ContentState> after = new ArrayList<>(contents);
        ContentState before = ContentState.unknown(identity);
        for (ContentState content : contents) {
            if (content.identity().equals(identity)) {
                before = content;
                after.remove(content);
            }
        }
        after.add(change.apply(before));
        return new VersionState(after);
    }

    private @Nullable ContentState current() {
        return contents.isEmpty() || !contents.getFirst().isThere() ? null : contents.getFirst();
    }
}

package dev.torrentcrates.state;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.event.TorrentEvent.Forwarded;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.index.IndexLine;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Every version of one crate as the log has it, in the order of versions. Deleted ones stay, so
 * that a late event cannot bring them back.
 *
 * <p>The spellings of a name, such as {@code foo_bar} and {@code foo-bar}, are one crate, of which
 * upstream has one at a time. So a crate may be deleted in one spelling and go on in another, and
 * its deletion is about the versions of that spelling alone.
 *
 * @param deletions where the crate was deleted: the newest index offset, by spelling
 */
public record CrateState(
        SortedMap<CrateVersion, VersionState> versions, Map<CrateName, Long> deletions) {
    /** A crate of which nothing is known. */
    public static final CrateState UNKNOWN = new CrateState(new TreeMap<>(), Map.of());

    /** Keeps copies that nobody alters. */
    public CrateState {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        deletions = Map.copyOf(deletions);
    }

    /** The state after one more event of this crate. */
    public CrateState apply(TorrentEvent event) {
        return switch (event) {
            case TorrentBuilt built ->
                    ofVersion(built.line(), version -> version.withTorrent(built));
            case TorrentFailed failed ->
                    ofVersion(failed.line(), version -> version.withFailure(failed));
            case Forwarded forwarded ->
                    switch (forwarded.change()) {
                        case IndexEvent.OfVersion change ->
                                ofVersion(
                                        change.line(),
                                        version ->
                                                version.withChange(
                                                        change, forwarded.indexOffset()));
                        case IndexEvent.CrateDeleted deleted ->
                                deleted(deleted.crate(), forwarded.indexOffset());
                    };
        };
    }

    /** The versions that have a torrent for their current line. */
    public Stream<VersionState.Built> built() {
        return versions.values().stream().flatMap(state -> state.built().stream());
    }

    /**
     * The crate's name as its newest line spells it; where no version is left, as the newest change
     * did; empty where no version is known.
     */
    public Optional<CrateName> name() {
        return versions.values().stream()
                .max(
                        Comparator.comparing((VersionState state) -> state.line() != null)
                                .thenComparingLong(VersionState::indexOffset))
                .map(state -> state.contents().getFirst().identity().crate());
    }

    private CrateState ofVersion(IndexLine line, UnaryOperator<VersionState> change) {
        VersionState before = versions.getOrDefault(line.version(), VersionState.UNKNOWN);
        VersionState after = change.apply(before);
        Long deletedAt = deletions.get(line.name());
        SortedMap<CrateVersion, VersionState> changed = new TreeMap<>(versions);
        changed.put(
                line.version(),
                deletedAt == null ? after : after.crateDeleted(line.name(), deletedAt));
        return new CrateState(changed, deletions);
    }

    private CrateState deleted(CrateName spelling, long offset) {
        SortedMap<CrateVersion, VersionState> changed = new TreeMap<>(versions);
        changed.replaceAll((_, state) -> state.crateDeleted(spelling, offset));
        Map<CrateName, Long> more = new HashMap<>(deletions);
        more.merge(spelling, offset, Math::max);
        return new CrateState(changed, more);
    }
}

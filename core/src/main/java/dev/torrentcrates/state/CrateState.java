package dev.torrentcrates.state;

import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.event.TorrentEvent.Forwarded;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every version of one crate as the log has it, in the order of versions. Deleted ones stay, so
 * that a late event cannot bring them back.
 */
public record CrateState(SortedMap<CrateVersion, VersionState> versions) {
    /** A crate of which nothing is known. */
    public static final CrateState UNKNOWN = new CrateState(new TreeMap<>());

    /** Keeps a copy that nobody alters. */
    public CrateState {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    /** The state after one more event of this crate. */
    public CrateState apply(TorrentEvent event) {
        SortedMap<CrateVersion, VersionState> after = new TreeMap<>(versions);
        switch (event) {
            case TorrentBuilt built -> apply(after, built.line().version(), event);
            case TorrentFailed failed -> apply(after, failed.line().version(), event);
            case Forwarded forwarded -> {
                switch (forwarded.change()) {
                    case IndexEvent.OfVersion change ->
                            apply(after, change.line().version(), event);
                    case IndexEvent.CrateDeleted _ ->
                            after.replaceAll((_, state) -> state.apply(event));
                }
            }
        }
        return new CrateState(after);
    }

    /** The versions that have a torrent for their current line. */
    public Stream<VersionState.Built> built() {
        return versions.values().stream().flatMap(state -> state.built().stream());
    }

    private static void apply(
            SortedMap<CrateVersion, VersionState> versions,
            CrateVersion version,
            TorrentEvent event) {
        VersionState before = versions.getOrDefault(version, VersionState.UNKNOWN);
        versions.put(version, before.apply(event));
    }
}

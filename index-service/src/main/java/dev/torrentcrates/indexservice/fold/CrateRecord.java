package dev.torrentcrates.indexservice.fold;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.SeedEvent;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.event.VisibleEvent;
import dev.torrentcrates.event.VisibleEvent.VersionChanged;
import dev.torrentcrates.event.VisibleEvent.VersionVisible;
import dev.torrentcrates.event.VisibleEvent.VersionWithdrawn;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.state.CrateState;
import dev.torrentcrates.state.VersionState;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that the log says of one crate.
 *
 * @param name as its newest line spells it
 * @param state its versions
 * @param reports what seeders said of them
 * @param announced the published lines that {@code visible-events} told the world of
 */
record CrateRecord(
        Registry registry,
        CrateName name,
        CrateState state,
        SeedReports reports,
        SortedMap<CrateVersion, IndexLine> announced) {
    /** Keeps a copy that nobody alters. */
    CrateRecord {
        announced = Collections.unmodifiableSortedMap(new TreeMap<>(announced));
    }

    /** A crate of which nothing is known but its name. */
    static CrateRecord unknown(Registry registry, CrateName name) {
        return new CrateRecord(
                registry, name, CrateState.UNKNOWN, SeedReports.NONE, Collections.emptySortedMap());
    }

    CrateRecord apply(TorrentEvent event) {
        CrateState after = state.apply(event);
        return new CrateRecord(registry, after.name().orElse(name), after, reports, announced);
    }

    CrateRecord apply(SeedEvent event) {
        return new CrateRecord(registry, name, state, reports.apply(event), announced);
    }

    CrateRecord apply(VisibleEvent event) {
        SortedMap<CrateVersion, IndexLine> after = new TreeMap<>(announced);
        switch (event) {
            case VersionVisible visible -> after.put(visible.line().version(), visible.line());
            case VersionChanged changed -> after.put(changed.line().version(), changed.line());
            case VersionWithdrawn(_, _, var line, _) ->
                    after.computeIfPresent(
                            line.version(), (_, told) -> told.isSameContentAs(line) ? null : told);
        }
        return new CrateRecord(registry, name, state, reports, after);
    }

    /** Whether it was told to the world that the content of this line is visible. */
    boolean isAnnounced(IndexLine line) {
        IndexLine told = announced.get(line.version());
        return told != null && told.isSameContentAs(line);
    }

    /** Whether a version has some of this content. */
    boolean hasOneOf(Set<Sha256> cksums) {
        return state.versions().values().stream()
                .map(VersionState::line)
                .anyMatch(line -> line != null && cksums.contains(line.cksum()));
    }
}

package dev.torrentcrates.indexservice.fold;

import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.VisibleEvent;
import dev.torrentcrates.event.VisibleEvent.VersionChanged;
import dev.torrentcrates.event.VisibleEvent.VersionVisible;
import dev.torrentcrates.event.VisibleEvent.VersionWithdrawn;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.indexservice.view.CrateView;
import dev.torrentcrates.indexservice.view.PublishedVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the world has yet to be told of a crate: from what was announced to what is visible. */
final class VisibleChanges {
    private VisibleChanges() {}

    /** The events, in the order of versions; none where all was told. */
    static List<VisibleEvent> between(CrateRecord told, CrateView now, Instant time) {
        Registry registry = told.registry();
        SortedMap<CrateVersion, PublishedVersion> visible = new TreeMap<>();
        now.published().forEach(version -> visible.put(version.line().version(), version));
        SortedSet<CrateVersion> versions = new TreeSet<>(told.announced().keySet());
        versions.addAll(visible.keySet());
        List<VisibleEvent> events = new ArrayList<>();
        for (CrateVersion version : versions) {
            IndexLine before = told.announced().get(version);
            PublishedVersion after = visible.get(version);
            boolean same = before != null && after != null && before.isSameContentAs(after.line());
            if (before != null && !same) {
                long offset = offsetOfLoss(now, version);
                events.add(new VersionWithdrawn(registry, offset, before, time));
            }
            if (after != null && !same) {
                events.add(new VersionVisible(registry, after.indexOffset(), after.line(), time));
            } else if (after != null && !after.line().equals(before)) {
                events.add(new VersionChanged(registry, after.indexOffset(), after.line(), time));
            }
        }
        return events;
    }

    /** Of the deletion; for denied content, and for what was replaced, of the current line. */
    private static long offsetOfLoss(CrateView now, CrateVersion version) {
        return now.version(version).map(view -> view.state().indexOffset()).orElse(-1L);
    }
}

package dev.torrentcrates.state;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.event.TorrentEvent.Forwarded;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.TorrentEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The same rules in their simplest form, for events that come once and in order. */
final class InOrder {
    private final Map<CrateVersion, VersionIdentity> current = new TreeMap<>();
    private final Map<VersionIdentity, IndexLine> lines = new HashMap<>();
    private final Map<VersionIdentity, TorrentEntry> torrents = new HashMap<>();
    private final Map<VersionIdentity, TorrentFailed> failures = new HashMap<>();

    /** What can be seen of a version. */
    record Seen(IndexLine line, @Nullable TorrentEntry torrent, @Nullable TorrentFailed failure) {}

    void apply(TorrentEvent event) {
        switch (event) {
            case TorrentBuilt built -> {
                publish(built.identity(), built.line());
                torrents.put(built.identity(), built.torrent());
                failures.remove(built.identity());
            }
            case TorrentFailed failed -> {
                publish(failed.identity(), failed.line());
                failures.put(failed.identity(), failed);
            }
            case Forwarded(var change, _) -> apply(change);
        }
    }

    /** The versions that are not deleted. */
    Map<CrateVersion, Seen> seen() {
        Map<CrateVersion, Seen> seen = new TreeMap<>();
        current.forEach(
                (version, identity) -> {
                    TorrentEntry torrent = torrents.get(identity);
                    TorrentFailed failure = torrent == null ? failures.get(identity) : null;
                    seen.put(version, new Seen(line(identity), torrent, failure));
                });
        return seen;
    }

    /** The same, seen in a state. */
    static Map<CrateVersion, Seen> seen(CrateState state) {
        Map<CrateVersion, Seen> seen = new TreeMap<>();
        state.versions()
                .forEach(
                        (version, of) -> {
                            IndexLine line = of.line();
                            if (line != null) {
                                seen.put(version, new Seen(line, of.torrent(), of.failure()));
                            }
                        });
        return seen;
    }

    private void apply(IndexEvent change) {
        switch (change) {
            case IndexEvent.VersionDeleted deleted -> delete(deleted.identity()::equals);
            case IndexEvent.CrateDeleted(_, _, CrateName name) ->
                    delete(identity -> identity.crate().equals(name));
            case IndexEvent.OfVersion upsert -> publish(upsert.identity(), upsert.line());
        }
    }

    private void publish(VersionIdentity identity, IndexLine line) {
        current.put(identity.version(), identity);
        lines.put(identity, line);
    }

    private void delete(Predicate<VersionIdentity> deleted) {
        current.values().removeIf(deleted);
        torrents.keySet().removeIf(deleted);
        failures.keySet().removeIf(deleted);
    }

    private IndexLine line(VersionIdentity identity) {
        IndexLine line = lines.get(identity);
        if (line == null) {
            throw new AssertionError(identity + " has no line");
        }
        return line;
    }
}

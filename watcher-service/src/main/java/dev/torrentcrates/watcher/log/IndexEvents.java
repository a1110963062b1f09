package dev.torrentcrates.watcher.log;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.DeadLetter;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.Outgoing;
import dev.torrentcrates.index.IndexChange;
import java.util.List;

/** Says which events follow from a file that changed. Pure. */
public final class IndexEvents {
    private IndexEvents() {}

    /**
     * The events of one file, in order; lines that cannot be read become dead letters among them.
     *
     * @param commit in which the later state was seen
     */
    public static List<Outgoing> of(
            Registry registry, Commit commit, String path, List<IndexChange> changes) {
        return changes.stream().map(change -> event(registry, commit, path, change)).toList();
    }

    private static Outgoing event(
            Registry registry, Commit commit, String path, IndexChange change) {
        return switch (change) {
            case IndexChange.Published(var line) ->
                    out(new IndexEvent.VersionPublished(registry, commit, line));
            case IndexChange.Yanked(var line) ->
                    out(new IndexEvent.VersionYanked(registry, commit, line));
            case IndexChange.Unyanked(var line) ->
                    out(new IndexEvent.VersionUnyanked(registry, commit, line));
            case IndexChange.MetadataChanged(var line) ->
                    out(new IndexEvent.VersionMetadataChanged(registry, commit, line));
            case IndexChange.Deleted(var line) ->
                    out(new IndexEvent.VersionDeleted(registry, commit, line));
            case IndexChange.CrateDeleted(var name) ->
                    out(new IndexEvent.CrateDeleted(registry, commit, name));
            case IndexChange.Unreadable(var lineNumber, var reason, var excerpt) ->
                    new Outgoing(
                            Topics.INDEX_EVENTS_DLQ,
                            new DeadLetter.UnreadableLine(
                                    registry, commit, path, lineNumber, reason, excerpt));
        };
    }

    private static Outgoing out(IndexEvent event) {
        return new Outgoing(Topics.INDEX_EVENTS, event);
    }
}

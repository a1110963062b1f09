package dev.torrentcrates.state;

import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.IndexPath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What {@code index-events} say, folded: the files of the index as they were published. Applied in
 * the order of the log, from its beginning, any number of repetitions included, the events leave
 * the newest line of every version that is not deleted. A deletion is about the line of its very
 * name and cksum, and leaves one that came in its place.
 *
 * <p>For one thread at a time.
 */
public final class IndexFold {
    private final SortedMap<String, Map<CrateVersion, IndexLine>> files = new TreeMap<>();

    /** Takes one more event. */
    public void apply(IndexEvent event) {
        String path = IndexPath.of(event.crate());
        switch (event) {
            case IndexEvent.CrateDeleted deleted ->
                    remove(path, line -> line.name().equals(deleted.crate()));
            case IndexEvent.VersionDeleted deleted -> remove(path, deleted.line()::isSameContentAs);
            case IndexEvent.OfVersion change ->
                    files.computeIfAbsent(path, _ -> new LinkedHashMap<>())
                            .put(change.line().version(), change.line());
        }
    }

    /** The files in which a line is left, by their paths; versions in the order of publication. */
    public SortedMap<String, IndexFile> files() {
        SortedMap<String, IndexFile> left = new TreeMap<>();
        files.forEach(
                (path, lines) ->
                        left.put(
                                path,
                                IndexFile.ofLines(
                                        path,
                                        lines.values().stream().map(IndexLine::json).toList())));
        return left;
    }

    private void remove(String path, Predicate<IndexLine> deleted) {
        Map<CrateVersion, IndexLine> lines = files.get(path);
        if (lines != null) {
            lines.values().removeIf(deleted);
            if (lines.isEmpty()) {
                files.remove(path);
            }
        }
    }
}

package dev.torrentcrates.state;

import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code index-events} say, folded: the files of the index as they were published. Applied in
 * the order of the log, from its beginning, any number of repetitions included, the events leave
 * the newest line of every version that is not deleted.
 *
 * <p>For one thread at a time.
 */
public final class IndexFold {
    private final SortedMap<String, Map<String, String>> files = new TreeMap<>();

    /** Takes one more event. */
    public void apply(IndexEvent event) {
        String path = IndexPath.of(event.crate());
        switch (event) {
            case IndexEvent.CrateDeleted _ -> files.remove(path);
            case IndexEvent.VersionDeleted deleted -> delete(path, deleted);
            case IndexEvent.OfVersion change ->
                    files.computeIfAbsent(path, _ -> new LinkedHashMap<>())
                            .put(change.line().version().value(), change.line().json());
        }
    }

    /** The files in which a line is left, by their paths; versions in the order of publication. */
    public SortedMap<String, IndexFile> files() {
        SortedMap<String, IndexFile> left = new TreeMap<>();
        files.forEach(
                (path, lines) ->
                        left.put(path, IndexFile.ofLines(path, List.copyOf(lines.values()))));
        return left;
    }

    private void delete(String path, IndexEvent.VersionDeleted deleted) {
        Map<String, String> lines = files.get(path);
        if (lines != null) {
            lines.remove(deleted.line().version().value());
            if (lines.isEmpty()) {
                files.remove(path);
            }
        }
    }
}

package dev.torrentcrates.state;

import static dev.torrentcrates.state.Happenings.built;
import static dev.torrentcrates.state.Happenings.crateDeletion;
import static dev.torrentcrates.state.Happenings.deletion;
import static dev.torrentcrates.state.Happenings.failed;
import static dev.torrentcrates.state.Happenings.forwarded;
import static dev.torrentcrates.state.Happenings.line;
import static dev.torrentcrates.state.Happenings.metadataChange;
import static dev.torrentcrates.state.Happenings.publication;

import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.index.IndexChange;
import dev.torrentcrates.index.IndexDiff;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.IndexPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A crate that moves between spellings, loses versions and has bytes replaced: its files, step by
 * step, and what watcher and torrentizer say of it. Of the files of one step the watcher tells in
 * the order of their paths, and it may tell a step twice.
 */
final class FileHistory {
    private static final List<String> SPELLINGS = List.of("foo_bar", "foo-bar", "Foo-Bar");
    private static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "2.0.0");
    private static final List<String> BYTES = List.of("some bytes", "other bytes");

    private final Random random;
    private final List<IndexEvent> changes = new ArrayList<>();
    private final List<TorrentEvent> events = new ArrayList<>();
    private Map<CrateVersion, IndexLine> lines = new TreeMap<>();

    FileHistory(int seed, int steps) {
        random = new Random(seed);
        for (int step = 0; step < steps; step++) {
            step();
        }
    }

    /** On {@code index-events}. */
    List<IndexEvent> changes() {
        return changes;
    }

    /** On {@code torrent-events}, in the order of their index offsets. */
    List<TorrentEvent> events() {
        return events;
    }

    /** As they are at the end. */
    Map<CrateVersion, IndexLine> lines() {
        return lines;
    }

    private void step() {
        Map<CrateVersion, IndexLine> next = new TreeMap<>();
        String spelling = any(SPELLINGS);
        if (random.nextInt(8) > 0) { // or nothing is left
            for (String version : VERSIONS) {
                if (random.nextInt(4) > 0) {
                    IndexLine line = line(spelling, version, any(BYTES), random.nextBoolean());
                    next.put(line.version(), line);
                }
            }
        }
        int copies = random.nextInt(4) == 0 ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            tell(lines, next);
        }
        lines = next;
    }

    private void tell(Map<CrateVersion, IndexLine> before, Map<CrateVersion, IndexLine> after) {
        SortedSet<String> paths = new TreeSet<>();
        before.values().forEach(line -> paths.add(IndexPath.of(line.name())));
        after.values().forEach(line -> paths.add(IndexPath.of(line.name())));
        for (String path : paths) {
            IndexDiff.between(file(path, before), file(path, after))
                    .forEach(change -> tell(event(change)));
        }
    }

    private void tell(IndexEvent change) {
        long offset = changes.size();
        changes.add(change);
        int way = change instanceof VersionPublished ? random.nextInt(4) : 0;
        if (way < 3) {
            events.add(forwarded(offset, change));
        }
        if (change instanceof VersionPublished(_, _, IndexLine line)) {
            if (way == 1) {
                events.add(failed(offset, line));
            } else if (way > 1) {
                events.add(built(offset, line));
            }
        }
    }

    private static IndexFile file(String path, Map<CrateVersion, IndexLine> lines) {
        return IndexFile.ofLines(
                path,
                lines.values().stream()
                        .filter(line -> IndexPath.of(line.name()).equals(path))
                        .map(IndexLine::json)
                        .toList());
    }

    /** What it is called changes nothing: every upsert is the same. */
    private static IndexEvent event(IndexChange change) {
        return switch (change) {
            case IndexChange.Published(var line) -> publication(line);
            case IndexChange.Yanked(var line) -> metadataChange(line);
            case IndexChange.Unyanked(var line) -> metadataChange(line);
            case IndexChange.MetadataChanged(var line) -> metadataChange(line);
            case IndexChange.Deleted(var line) -> deletion(line);
            case IndexChange.CrateDeleted(var name) -> crateDeletion(name);
            case IndexChange.Unreadable unreadable -> throw new AssertionError(unreadable);
        };
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}

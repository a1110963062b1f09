package dev.torrentcrates.index;

import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Shown;
import dev.torrentcrates.index.IndexFile.RawLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what changed between two states of one index file. Pure: lines that stand in both states
 * are passed over before anything is parsed, and whatever a later state says is said by its lines,
 * never by a commit's message or a file's name.
 */
public final class IndexDiff {
    private final String path;
    private final List<IndexChange> changes = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    private IndexDiff(String path) {
        this.path = path;
    }

    /**
     * The changes that lead from one state to the next: versions that are gone in the order of the
     * earlier file, then all else in the order of the later one.
     */
    public static List<IndexChange> between(IndexFile before, IndexFile after) {
        if (!before.path().equals(after.path())) {
            throw new IllegalArgumentException(before.path() + " and " + after.path());
        }
        return new IndexDiff(after.path()).compare(before, after);
    }

    private List<IndexChange> compare(IndexFile before, IndexFile after) {
        Set<String> textsBefore = texts(before);
        Set<String> textsAfter = texts(after);
        Map<CrateVersion, IndexLine> gone = new LinkedHashMap<>();
        for (RawLine line : before.lines()) {
            if (line.text() != null && !textsAfter.contains(line.text())) {
                parseQuietly(line.text(), gone);
            }
        }
        Map<CrateVersion, IndexLine> come = new LinkedHashMap<>();
        for (RawLine line : after.lines()) {
            if (line.text() == null || !textsBefore.contains(line.text())) {
                parse(line, come);
            }
        }
        List<IndexChange> unreadableLines = List.copyOf(changes);
        changes.clear();
        gone.forEach((version, line) -> addDeletion(version, line, come));
        if (after.lines().isEmpty() && !gone.isEmpty()) {
            changes.add(new IndexChange.CrateDeleted(gone.values().iterator().next().name()));
        }
        come.forEach((version, line) -> addChange(gone.get(version), line));
        changes.addAll(unreadableLines);
        return List.copyOf(changes);
    }

    private void addDeletion(
            CrateVersion version, IndexLine line, Map<CrateVersion, IndexLine> come) {
        if (!come.containsKey(version) && !isNamedByUnreadableLine(version)) {
            changes.add(new IndexChange.Deleted(line));
        }
    }

    /** A line that was damaged is not a deletion: the version keeps its last good line. */
    private boolean isNamedByUnreadableLine(CrateVersion version) {
        return unreadable.stream().anyMatch(text -> text.contains("\"" + version + "\""));
    }

    private void addChange(@Nullable IndexLine old, IndexLine line) {
        if (old == null) {
            changes.add(new IndexChange.Published(line));
        } else if (!old.cksum().equals(line.cksum())) {
            changes.add(new IndexChange.Deleted(old));
            changes.add(new IndexChange.Published(line));
        } else if (old.yanked() != line.yanked()) {
            changes.add(
                    line.yanked() ? new IndexChange.Yanked(line) : new IndexChange.Unyanked(line));
        } else {
            changes.add(new IndexChange.MetadataChanged(line));
        }
    }

    private void parse(RawLine raw, Map<CrateVersion, IndexLine> lines) {
        String text = raw.text();
        if (text == null) {
            addUnreadable(raw, "not UTF-8", "");
            return;
        }
        try {
            IndexLine line = IndexLine.parse(text);
            String home = IndexPath.of(line.name());
            if (!home.equals(path)) {
                addUnreadable(raw, "a line of " + line.name() + " belongs in " + home, text);
            } else if (lines.putIfAbsent(line.version(), line) != null) {
                addUnreadable(raw, line.version() + " stands twice in this file", text);
            }
        } catch (InvalidIndexLineException e) {
            addUnreadable(raw, String.valueOf(e.getMessage()), text);
        }
    }

    private void addUnreadable(RawLine raw, String reason, String text) {
        unreadable.add(text);
        changes.add(new IndexChange.Unreadable(raw.number(), reason, Shown.briefly(text)));
    }

    /** What could not be read in the earlier state was reported then. */
    private static void parseQuietly(String text, Map<CrateVersion, IndexLine> lines) {
        try {
            IndexLine line = IndexLine.parse(text);
            lines.putIfAbsent(line.version(), line);
        } catch (InvalidIndexLineException e) {
            // Nothing to undo for a line that never was an event.
        }
    }

    private static Set<String> texts(IndexFile file) {
        Set<String> texts = new HashSet<>();
        file.lines().stream().map(RawLine::text).filter(Objects::nonNull).forEach(texts::add);
        return texts;
    }
}

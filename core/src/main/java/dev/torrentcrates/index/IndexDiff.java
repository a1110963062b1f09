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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what changed between two states of one index file. Pure: lines that stand in both states
 * are passed over before anything is parsed, and whatever a later state says is said by its lines,
 * never by a commit's message or a file's name.
 */
public final class IndexDiff {
    private final IndexFile after;
    private final Set<String> textsBefore;
    private final Set<String> textsAfter;
    private final Predicate<IndexLine> enters;

    private final Map<CrateVersion, IndexLine> gone = new LinkedHashMap<>();
    private final Map<CrateVersion, IndexLine> come = new LinkedHashMap<>();
    private final Set<RawLine> leftOut = new HashSet<>();
    private final List<IndexChange> unreadable = new ArrayList<>();

    private IndexDiff(IndexFile before, IndexFile after, Predicate<IndexLine> enters) {
        this.after = after;
        this.textsBefore = texts(before);
        this.textsAfter = texts(after);
        this.enters = enters;
    }

    /**
     * The changes that lead from one state to the next: versions that are gone in the order of the
     * earlier file, then all else in the order of the later one.
     */
    public static List<IndexChange> between(IndexFile before, IndexFile after) {
        return step(before, after, _ -> true).changes();
    }

    /**
     * The changes that lead from what is published of a file to its next state.
     *
     * @param enters whether a version that is not published may be; one that is is followed to its
     *     end, whatever this says
     */
    public static IndexStep step(IndexFile before, IndexFile after, Predicate<IndexLine> enters) {
        if (!before.path().equals(after.path())) {
            throw new IllegalArgumentException(before.path() + " and " + after.path());
        }
        return new IndexDiff(before, after, enters).compare(before);
    }

    private IndexStep compare(IndexFile before) {
        for (RawLine line : before.lines()) {
            if (line.text() != null && !textsAfter.contains(line.text())) {
                IndexLine.parseIfReadable(line.text())
                        .filter(this::wasPublished)
                        .ifPresent(read -> gone.putIfAbsent(read.version(), read));
            }
        }
        for (RawLine line : after.lines()) {
            if (line.text() == null || !textsBefore.contains(line.text())) {
                take(line);
            }
        }
        List<IndexLine> damaged = damaged();
        damaged.forEach(line -> gone.remove(line.version()));
        return new IndexStep(changes(), rest(damaged));
    }

    /** Of lines that were refused when they came, nothing has to be taken back. */
    private boolean wasPublished(IndexLine line) {
        return isHome(line) && !standsUnchanged(line.version());
    }

    private List<IndexChange> changes() {
        List<IndexChange> changes = new ArrayList<>();
        for (IndexLine line : gone.values()) {
            if (!come.containsKey(line.version())) {
                changes.add(new IndexChange.Deleted(line));
            }
        }
        if (after.lines().isEmpty() && !gone.isEmpty()) {
            changes.add(new IndexChange.CrateDeleted(gone.values().iterator().next().name()));
        }
        for (IndexLine line : come.values()) {
            changes.addAll(change(gone.get(line.version()), line));
        }
        changes.addAll(unreadable);
        return changes;
    }

    private static List<IndexChange> change(@Nullable IndexLine old, IndexLine line) {
        if (old == null) {
            return List.of(new IndexChange.Published(line));
        }
        if (!old.cksum().equals(line.cksum()) || !old.name().equals(line.name())) {
            return List.of(new IndexChange.Deleted(old), new IndexChange.Published(line));
        }
        if (old.yanked() == line.yanked()) {
            return List.of(new IndexChange.MetadataChanged(line));
        }
        return List.of(
                line.yanked() ? new IndexChange.Yanked(line) : new IndexChange.Unyanked(line));
    }

    /** Reads a line that is new in the later state. */
    private void take(RawLine raw) {
        String text = raw.text();
        if (text == null) {
            refuse(raw, "not UTF-8");
            return;
        }
        IndexLine line;
        try {
            line = IndexLine.parse(text);
        } catch (InvalidIndexLineException e) {
            refuse(raw, String.valueOf(e.getMessage()));
            return;
        }
        if (!isHome(line)) {
            refuse(raw, "a line of " + line.name() + " belongs in " + IndexPath.of(line.name()));
        } else if (come.containsKey(line.version()) || standsUnchanged(line.version())) {
            refuse(raw, line.version() + " stands twice in this file");
            leftOut.add(raw); // Or it would count as published, and hide what becomes of the other.
        } else if (gone.containsKey(line.version()) || enters.test(line)) {
            come.put(line.version(), line);
        } else {
            leftOut.add(raw);
        }
    }

    private void refuse(RawLine raw, String reason) {
        String text = Objects.requireNonNullElse(raw.text(), "");
        unreadable.add(new IndexChange.Unreadable(raw.number(), reason, Shown.briefly(text)));
    }

    private boolean standsUnchanged(CrateVersion version) {
        String quoted = quoted(version);
        return textsBefore.stream()
                .filter(text -> text.contains(quoted) && textsAfter.contains(text))
                .flatMap(text -> IndexLine.parseIfReadable(text).stream())
                .anyMatch(line -> isHome(line) && line.version().equals(version));
    }

    private boolean isHome(IndexLine line) {
        return IndexPath.of(line.name()).equals(after.path());
    }

    /** A line that was damaged is not a deletion: the version keeps its last good line. */
    private List<IndexLine> damaged() {
        return gone.values().stream()
                .filter(line -> !come.containsKey(line.version()))
                .filter(line -> after.hasDamaged(line.version()))
                .toList();
    }

    private @Nullable IndexFile rest(List<IndexLine> damaged) {
        if (damaged.isEmpty() && leftOut.isEmpty()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (RawLine line : after.lines()) {
            if (line.text() != null && !leftOut.contains(line)) {
                texts.add(line.text());
            }
        }
        damaged.forEach(line -> texts.add(line.json()));
        return IndexFile.ofLines(after.path(), texts);
    }

    /** As it stands in JSON. */
    private static String quoted(CrateVersion version) {
        return "\"" + version + "\"";
    }

    private static Set<String> texts(IndexFile file) {
        Set<String> texts = new HashSet<>();
        file.lines().stream().map(RawLine::text).filter(Objects::nonNull).forEach(texts::add);
        return texts;
    }
}

package dev.torrentcrates.watcher.tail;

import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.index.IndexChange;
import dev.torrentcrates.index.IndexDiff;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.index.IndexStep;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.store.TreeStep;
import dev.torrentcrates.watcher.watch.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Versions that upstream has and the published tree has not. */
final class LeftOut {
    private LeftOut() {}

    /** Those that may enter are published; of a file that was published nothing else is told. */
    static TreeStep.Decision entering(Selection selection) {
        Predicate<IndexLine> enters = line -> selection.watches(line.name(), line.version());
        return (published, next) -> {
            if (published.lines().isEmpty()) {
                return IndexDiff.step(published, next, enters);
            }
            List<IndexLine> entering = of(published, next, enters);
            return new IndexStep(
                    entering.stream().<IndexChange>map(IndexChange.Published::new).toList(),
                    joined(published, next, entering));
        };
    }

    /**
     * The published tree with some of them, of which nothing is told: where only what is new is
     * asked for, they stand there so that what becomes of them is told later.
     *
     * @param head the tree of upstream that has them
     */
    static String takenForPublished(
            IndexStore store, String published, String head, Predicate<IndexLine> which)
            throws IOException {
        TreeStep step = store.step(published, published, head, _ -> true);
        step.visit(
                (before, next) -> {
                    IndexFile joined = joined(before, next, of(before, next, which));
                    return new IndexStep(List.of(), joined.equals(next) ? null : joined);
                },
                (_, _) -> {});
        return step.write();
    }

    private static List<IndexLine> of(
            IndexFile published, IndexFile next, Predicate<IndexLine> which) {
        Map<CrateVersion, IndexLine> left = new LinkedHashMap<>();
        for (IndexLine line : next.readableLines()) {
            if (IndexPath.of(line.name()).equals(next.path())) {
                left.putIfAbsent(line.version(), line);
            }
        }
        published.readableLines().forEach(line -> left.remove(line.version()));
        return left.values().stream().filter(which).toList();
    }

    private static IndexFile joined(IndexFile published, IndexFile next, List<IndexLine> more) {
        List<String> lines = new ArrayList<>();
        published.readableLines().forEach(line -> lines.add(line.json()));
        more.forEach(line -> lines.add(line.json()));
        return IndexFile.ofLines(next.path(), lines);
    }
}

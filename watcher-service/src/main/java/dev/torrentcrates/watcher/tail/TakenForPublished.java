package dev.torrentcrates.watcher.tail;

import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.IndexStep;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.store.TreeStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Where only what is new is asked for: versions that the log never had stand in the published tree
 * all the same, so that what becomes of them is told and they themselves are not.
 */
final class TakenForPublished {
    private TakenForPublished() {}

    /**
     * The published tree with them.
     *
     * @param head the tree of upstream that has them
     * @param which of the versions that are not in the published tree
     */
    static String tree(IndexStore store, String published, String head, Predicate<IndexLine> which)
            throws IOException {
        TreeStep step = store.step(published, published, head, _ -> true);
        step.visit(
                (before, next) -> {
                    IndexFile joined = joined(before, next, which);
                    return new IndexStep(List.of(), joined.equals(next) ? null : joined);
                },
                (_, _) -> {});
        return step.write();
    }

    private static IndexFile joined(
            IndexFile published, IndexFile next, Predicate<IndexLine> which) {
        List<IndexLine> lines = new ArrayList<>(published.readableLines());
        Set<CrateVersion> known =
                lines.stream().map(IndexLine::version).collect(Collectors.toSet());
        next.readableLines().stream()
                .filter(line -> !known.contains(line.version()))
                .filter(which)
                .forEach(lines::add);
        return IndexFile.ofLines(next.path(), lines.stream().map(IndexLine::json).toList());
    }
}

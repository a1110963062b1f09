package dev.torrentcrates.watcher.tail;

import dev.torrentcrates.index.IndexDiff;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.watcher.git.IndexState;
import dev.torrentcrates.watcher.git.IndexStore;
import dev.torrentcrates.watcher.git.TreeStep;
import dev.torrentcrates.watcher.watch.Selection;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Predicate;

/** A selection, applied to the files of an index. */
final class SelectedFiles {
    private SelectedFiles() {}

    /**
     * Whether anything of a file may enter, by its path. The name of a crate is in its lines; its
     * path has the same in lower case.
     */
    static Predicate<String> paths(Selection selection) {
        return path ->
                selection.mayWatch(
                        path.substring(path.lastIndexOf('/') + 1)
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'));
    }

    /** Whether a version that was not published before may be. */
    static Predicate<IndexLine> lines(Selection selection) {
        return line -> selection.watches(line.name(), line.version());
    }

    /** The tree of what may enter of a state. */
    static String treeOf(IndexStore store, IndexState state, Selection selection)
            throws IOException {
        if (selection.equals(Selection.EVERYTHING)) {
            return state.tree();
        }
        TreeStep step =
                store.step(
                        IndexState.EMPTY_TREE,
                        IndexState.EMPTY_TREE,
                        state.tree(),
                        paths(selection));
        Predicate<IndexLine> enters = lines(selection);
        step.visit((none, next) -> IndexDiff.step(none, next, enters).rest());
        return step.write();
    }
}

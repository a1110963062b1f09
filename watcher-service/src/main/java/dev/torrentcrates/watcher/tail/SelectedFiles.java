package dev.torrentcrates.watcher.tail;

import dev.torrentcrates.index.IndexDiff;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.watcher.store.IndexState;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.store.TreeStep;
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
        return path -> selection.mayWatch(canonicalName(path));
    }

    /** The canonical name of the crate whose file has this path. */
    static String canonicalName(String path) {
        return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What follows from a file that changed. */
    static TreeStep.Decision steps(Selection selection) {
        Predicate<IndexLine> enters = line -> selection.watches(line.name(), line.version());
        return (published, next) -> IndexDiff.step(published, next, enters);
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
        step.visit(steps(selection), (_, _) -> {});
        return step.write();
    }
}

package dev.torrentcrates.watcher.tail;

import dev.torrentcrates.index.IndexChange;
import dev.torrentcrates.index.IndexDiff;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.watcher.git.TreeStep;
import dev.torrentcrates.watcher.watch.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts the versions that a step would delete. One whose bytes are replaced counts too: its old
 * ones go.
 */
final class Deletions implements TreeStep.Visitor {
    private static final int MAX_EXAMPLES = 10;

    private final Predicate<IndexLine> enters;
    private final List<String> examples = new ArrayList<>();
    private long count;

    Deletions(Selection selection) {
        this.enters = SelectedFiles.lines(selection);
    }

    @Override
    public @Nullable IndexFile visit(IndexFile published, IndexFile next) {
        for (IndexChange change : IndexDiff.step(published, next, enters).changes()) {
            if (change instanceof IndexChange.Deleted(var line)) {
                count++;
                if (examples.size() < MAX_EXAMPLES) {
                    examples.add(line.toString());
                }
            }
        }
        return null;
    }

    long count() {
        return count;
    }

    List<String> examples() {
        return examples;
    }
}

package dev.torrentcrates.watcher.deletions;

import dev.torrentcrates.index.IndexChange;
import dev.torrentcrates.index.IndexStep;
import dev.torrentcrates.watcher.store.TreeStep;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the versions that a step would delete. One whose bytes are replaced counts too: its old
 * ones go.
 */
public final class Deletions implements TreeStep.Visitor {
    private static final int MAX_EXAMPLES = 10;

    private final List<String> examples = new ArrayList<>();
    private long count;

    @Override
    public void visit(String path, IndexStep step) {
        for (IndexChange change : step.changes()) {
            if (change instanceof IndexChange.Deleted(var line)) {
                count++;
                if (examples.size() < MAX_EXAMPLES) {
                    examples.add(line.toString());
                }
            }
        }
    }

    /** How many were counted. */
    public long count() {
        return count;
    }

    /** The first of them. */
    public List<String> examples() {
        return examples;
    }
}

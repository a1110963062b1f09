package dev.torrentcrates.watcher.deletions;

import dev.torrentcrates.index.IndexChange;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.IndexStep;
import dev.torrentcrates.watcher.store.TreeStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the versions that a step would delete. One whose bytes are replaced counts too: its old
 * ones go.
 */
public final class Deletions implements TreeStep.Visitor {
    private static final int MAX_EXAMPLES = 10;

    private final Counts counts;
    private final List<String> examples = new ArrayList<>();
    private long count;

    /** None yet. */
    public Deletions(Counts counts) {
        this.counts = counts;
    }

    /** Which of them count. */
    public interface Counts {
        /** Whether this version does. */
        boolean test(IndexLine line) throws IOException;
    }

    @Override
    public void visit(String path, IndexStep step) throws IOException {
        for (IndexChange change : step.changes()) {
            if (change instanceof IndexChange.Deleted(var line) && counts.test(line)) {
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

package dev.torrentcrates.watcher.tail;

import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.watcher.deletions.DeletionBreaker;
import dev.torrentcrates.watcher.deletions.Deletions;
import dev.torrentcrates.watcher.store.IndexState;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.store.Published;
import dev.torrentcrates.watcher.store.TreeStep;
import dev.torrentcrates.watcher.watch.Selection;
import java.io.IOException;
import java.util.List;

/**
 * Chooses the states through which the log is led to a new one: commit by commit, so that events
 * have their true order and time, where upstream's history tells it; else in one step.
 *
 * @param maxSteps commits that are followed one by one
 */
record Course(IndexStore store, DeletionBreaker breaker, int maxSteps) {
    private static final System.Logger LOG = System.getLogger(Course.class.getName());

    /**
     * The states to go through, the head as the last; none where so many versions would be deleted
     * that an operator has to let them pass.
     */
    List<IndexState> to(IndexState head, Published from, Selection selection) throws IOException {
        List<IndexState> steps = stepsTo(head, from, selection);
        if (!steps.isEmpty()) {
            return steps;
        }
        Deletions deletions = new Deletions(_ -> true);
        count(from.tree(), from.base(), head, selection, deletions);
        if (deletions.count() <= breaker.bound()) {
            return List.of(head);
        }
        hold(new DeletionBreaker.Held(deletions.count(), head, deletions.examples()));
        return List.of();
    }

    /** Every commit on the way; none where there is no such way, or more goes on it than may. */
    private List<IndexState> stepsTo(IndexState head, Published from, Selection selection)
            throws IOException {
        IndexState upstream = from.upstream();
        if (upstream == null) {
            return List.of();
        }
        List<IndexState> steps = store.steps(upstream, head, maxSteps);
        Deletions deletions = new Deletions(line -> isFollowed(line, from, selection));
        String base = upstream.tree();
        for (IndexState state : steps) {
            count(base, base, state, selection, deletions);
            base = state.tree();
        }
        return deletions.count() <= breaker.bound() ? steps : List.of();
    }

    /** Of what nobody follows, as much may go as will. */
    private boolean isFollowed(IndexLine line, Published from, Selection selection)
            throws IOException {
        return selection.watches(line.name(), line.version())
                || store.file(from.tree(), IndexPath.of(line.name())).readableLines().stream()
                        .anyMatch(published -> published.version().equals(line.version()));
    }

    private void count(
            String published,
            String base,
            IndexState next,
            Selection selection,
            Deletions deletions)
            throws IOException {
        if (!published.equals(IndexState.EMPTY_TREE)) {
            TreeStep step =
                    store.step(published, base, next.tree(), SelectedFiles.paths(selection));
            step.visit(SelectedFiles.steps(selection), deletions);
        }
    }

    private void hold(DeletionBreaker.Held held) {
        if (breaker.held().filter(held::equals).isEmpty()) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "commit {0} would delete {1} versions, more than {2}: nothing is published"
                            + " until an operator lets it pass, or upstream takes it back; {3}",
                    held.head().commit().id(),
                    held.deletions(),
                    breaker.bound(),
                    held.examples());
        }
        breaker.hold(held);
    }
}

package dev.torrentcrates.watcher.tail;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.eventlog.Outgoing;
import dev.torrentcrates.index.IndexDiff;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexStep;
import dev.torrentcrates.watcher.log.EventSide;
import dev.torrentcrates.watcher.log.IndexEvents;
import dev.torrentcrates.watcher.log.Publication;
import dev.torrentcrates.watcher.store.IndexState;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.store.Published;
import dev.torrentcrates.watcher.store.TreeStep;
import dev.torrentcrates.watcher.watch.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Publishes steps of the index: events and checkpoint in a transaction, then the store's ref. */
final class StepPublisher {
    /** Steps that share a transaction: each has some milliseconds of its own. */
    private static final int STEPS_A_TRANSACTION = 100;

    private final TailSettings settings;
    private final IndexStore store;
    private final EventSide events;

    StepPublisher(TailSettings settings, IndexStore store, EventSide events) {
        this.settings = settings;
        this.store = store;
        this.events = events;
    }

    /**
     * Takes all that a state has, and was not published, for published without a word: what comes
     * after it is told.
     */
    void begin(IndexState state, Aim aim) throws IOException {
        Optional<Published> published = store.published();
        String tree =
                published.isEmpty()
                        ? SelectedFiles.treeOf(store, state, aim.selection())
                        : LeftOut.takenForPublished(
                                store,
                                published.get().tree(),
                                state.tree(),
                                line -> aim.selection().watches(line.name(), line.version()));
        settle(publication(state, aim.scope()), state, tree, aim);
    }

    /**
     * Publishes what leads through some states.
     *
     * @return how many events that were
     */
    long publish(Published start, List<IndexState> states, Aim aim) throws IOException {
        long count = 0;
        String published = start.tree();
        String base = start.base();
        for (int from = 0; from < states.size(); from += STEPS_A_TRANSACTION) {
            List<IndexState> group =
                    states.subList(from, Math.min(states.size(), from + STEPS_A_TRANSACTION));
            IndexState last = group.getLast();
            store.markPublishing(last);
            Publication publication = publication(last, aim.scope());
            for (IndexState state : group) {
                published = send(publication, published, base, state, aim.selection());
                base = state.tree();
            }
            settle(publication, last, published, aim);
            count += publication.events();
        }
        return count;
    }

    /**
     * Publishes what may enter now and was left out before, of the state that is published. Nothing
     * else: what the log has is not looked at again.
     *
     * @param from with a state of upstream
     * @return how many events that were
     */
    long bringIn(Published from, Aim aim) throws IOException {
        IndexState state = Objects.requireNonNull(from.upstream());
        store.markPublishing(state);
        Publication publication = publication(state, aim.scope());
        TreeStep step =
                store.step(
                        from.tree(),
                        from.tree(),
                        state.tree(),
                        SelectedFiles.paths(aim.selection()));
        step.visit(
                LeftOut.entering(aim.selection()),
                (path, changes) -> publication.add(events(state.commit(), path, changes)));
        settle(publication, state, step.write(), aim);
        return publication.events();
    }

    /**
     * Publishes all that a state has, whether it was published before or not.
     *
     * @param published the tree that stays published
     * @return how many events that were
     */
    long publishAll(IndexState state, String published, Aim aim) throws IOException {
        store.markPublishing(state);
        Publication publication = publication(state, aim.scope());
        String empty = IndexState.EMPTY_TREE;
        send(publication, empty, empty, state, aim.selection());
        settle(publication, state, published, aim);
        return publication.events();
    }

    /**
     * Publishes files that are known from elsewhere, with the checkpoint's commit as it is.
     *
     * @param published with a state of upstream
     */
    void correct(Published published, Commit commit, List<IndexFile> files) throws IOException {
        IndexState upstream = Objects.requireNonNull(published.upstream());
        Scope scope = Scope.parse(published.scope()).with(Scope.Past.OTHERS);
        Map<String, byte @Nullable []> contents = new HashMap<>();
        List<Outgoing> changes = new ArrayList<>();
        for (IndexFile file : files) {
            IndexFile before = store.file(published.tree(), file.path());
            changes.addAll(
                    IndexEvents.of(
                            settings.registry(),
                            commit,
                            file.path(),
                            IndexDiff.between(before, file)));
            contents.put(file.path(), file.lines().isEmpty() ? null : file.content());
        }
        String tree = store.write(published.tree(), contents);
        // Killed before the end, only the log knows whether it has them: it is asked then.
        store.forgetPublished();
        Publication publication = publication(upstream, scope);
        publication.add(changes);
        publication.end(checkpoint(upstream, scope, Completeness.COMPLETE));
        store.markPublished(new Published(upstream, tree, scope.toString()));
    }

    private Publication publication(IndexState target, Scope scope) {
        return new Publication(
                events.producer(),
                events.tally(),
                checkpoint(target, scope, Completeness.UNFINISHED));
    }

    /**
     * @return the published tree afterwards
     */
    private String send(
            Publication publication,
            String published,
            String base,
            IndexState state,
            Selection selection)
            throws IOException {
        Commit commit = state.commit();
        TreeStep step = store.step(published, base, state.tree(), SelectedFiles.paths(selection));
        step.visit(
                SelectedFiles.steps(selection),
                (path, changes) -> publication.add(events(commit, path, changes)));
        return step.write();
    }

    private List<Outgoing> events(Commit commit, String path, IndexStep step) {
        return IndexEvents.of(settings.registry(), commit, path, step.changes());
    }

    private void settle(Publication publication, IndexState state, String tree, Aim aim)
            throws IOException {
        Scope scope = aim.scope();
        if (aim.selection().equals(Selection.EVERYTHING)) {
            scope = scope.with(tree.equals(state.tree()) ? Scope.Past.SAME : Scope.Past.OTHERS);
        } else if (publication.hasDeadLetters()) {
            // A version whose line is damaged keeps its last one, which upstream's tree has not.
            scope = scope.with(Scope.Past.OTHERS);
        }
        publication.end(checkpoint(state, scope, Completeness.COMPLETE));
        store.markPublished(new Published(state, tree, scope.toString()));
    }

    private enum Completeness {
        COMPLETE,
        UNFINISHED
    }

    private WatcherCheckpoint checkpoint(IndexState state, Scope scope, Completeness how) {
        return new WatcherCheckpoint(
                settings.registry(),
                state.commit(),
                state.tree(),
                how == Completeness.COMPLETE,
                scope.inCheckpoint(),
                settings.watcher());
    }
}

package dev.torrentcrates.watcher.tail;

import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.eventlog.FencedException;
import dev.torrentcrates.eventlog.Outgoing;
import dev.torrentcrates.watcher.log.EventSide;
import dev.torrentcrates.watcher.log.PublishedLog;
import dev.torrentcrates.watcher.source.IndexSource;
import dev.torrentcrates.watcher.store.IndexState;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.store.Published;
import dev.torrentcrates.watcher.watch.Selection;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where to go on: at the start, and after every failure that left open how far the log
 * has come. What it decides by is in {@link Resumption}; this carries it out.
 */
final class Recovery {
    private static final System.Logger LOG = System.getLogger(Recovery.class.getName());

    private final TailSettings settings;
    private final IndexStore store;
    private final IndexSource source;
    private final EventSide events;
    private boolean atWork;

    Recovery(TailSettings settings, IndexStore store, IndexSource source, EventSide events) {
        this.settings = settings;
        this.store = store;
        this.source = source;
        this.events = events;
    }

    /**
     * Becomes the one who publishes, and makes the store say what the log says.
     *
     * @throws FencedException where another watcher has taken over since this one began
     */
    void resume(Selection selection) throws IOException {
        if (atWork) {
            checkNobodyTookOver();
        }
        events.producer().takeOver();
        WatcherCheckpoint checkpoint = events.log().checkpoint().orElse(null);
        Scope now = Scope.of(selection.fingerprint(), settings.since());
        Resumption.Known known =
                new Resumption.Known(
                        store.published().orElse(null),
                        store.publishing().orElse(null),
                        checkpoint,
                        checkpoint == null
                                ? events.log().contents()
                                : PublishedLog.Contents.HAS_EVENTS);
        switch (Resumption.decide(known, now)) {
            case Resumption.FromPublished() -> store.forgetPublishing();
            case Resumption.FromStore() -> {}
            case Resumption.Anew() -> store.forgetPublished();
            case Resumption.FromUpstream(var commit, var tree) -> {
                Optional<IndexState> state =
                        source.recall(commit).filter(found -> found.tree().equals(tree));
                if (state.isPresent()) {
                    goOnFrom(state.get(), selection, now);
                } else {
                    goOnFromLog(checkpoint, now);
                }
            }
            case Resumption.FromLog() -> goOnFromLog(checkpoint, now);
        }
        announce(checkpoint);
        atWork = true;
    }

    /** The log's last word is its own: another's name there means that this one is replaced. */
    private void checkNobodyTookOver() throws IOException {
        Optional<WatcherCheckpoint> last = events.log().checkpoint();
        if (last.isPresent() && !last.get().watcher().equals(settings.watcher())) {
            throw new FencedException(
                    "another watcher of "
                            + settings.registry()
                            + " has taken over: stop one of the two");
        }
    }

    /** So that a watcher that was replaced, and does not know yet, can see it. */
    private void announce(@Nullable WatcherCheckpoint last) throws IOException {
        if (last != null && !last.watcher().equals(settings.watcher())) {
            WatcherCheckpoint ours =
                    new WatcherCheckpoint(
                            last.registry(),
                            last.commit(),
                            last.tree(),
                            last.complete(),
                            last.selection(),
                            settings.watcher());
            events.producer().publish(List.of(new Outgoing(Topics.WATCHER_CHECKPOINT, ours)));
        }
    }

    private void goOnFrom(IndexState state, Selection selection, Scope now) throws IOException {
        LOG.log(
                System.Logger.Level.INFO,
                "going on from the checkpoint of the log, commit {0}",
                state.commit().id());
        store.markPublished(
                new Published(
                        state, SelectedFiles.treeOf(store, state, selection), now.toString()));
    }

    private void goOnFromLog(@Nullable WatcherCheckpoint checkpoint, Scope now) throws IOException {
        LOG.log(
                System.Logger.Level.INFO,
                "the store is not where the log stands, and cannot be brought there: reading all of {0}",
                Topics.INDEX_EVENTS.name());
        String tree = foldedTree();
        if (now.since() == Since.NOW && checkpoint != null) {
            tree = withWhatWasNeverPublished(tree, checkpoint.commit().time());
        }
        Scope scope = new Scope(now.selection(), now.since(), Scope.Past.OTHERS);
        store.markPublished(new Published(null, tree, scope.toString()));
    }

    private String foldedTree() throws IOException {
        AtomicReference<String> tree = new AtomicReference<>(IndexState.EMPTY_TREE);
        events.log()
                .fold(
                        fold -> {
                            Map<String, byte @Nullable []> files = new HashMap<>();
                            fold.files().forEach((path, file) -> files.put(path, file.content()));
                            tree.set(store.write(tree.get(), files));
                        });
        return tree.get();
    }

    /**
     * A watcher that began with what was new never published what was there before. It shall not
     * begin to, so what is older than the checkpoint, by its own word, is taken for published.
     */
    private String withWhatWasNeverPublished(String tree, Instant checkpoint) throws IOException {
        return LeftOut.takenForPublished(
                store,
                tree,
                source.fetch().tree(),
                line -> line.pubtime().filter(time -> !time.isAfter(checkpoint)).isPresent());
    }
}

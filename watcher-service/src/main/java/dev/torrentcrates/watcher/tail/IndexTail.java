package dev.torrentcrates.watcher.tail;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.watcher.deletions.DeletionBreaker;
import dev.torrentcrates.watcher.log.EventSide;
import dev.torrentcrates.watcher.source.IndexSource;
import dev.torrentcrates.watcher.source.UpstreamException;
import dev.torrentcrates.watcher.store.IndexState;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.store.Published;
import dev.torrentcrates.watcher.watch.NamePatterns;
import dev.torrentcrates.watcher.watch.Selection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One look at upstream: what changed since the state that was published last becomes events and a
 * checkpoint, and only when the brokers have them does the store's ref move. Killed in between, the
 * same events are published again, which nobody downstream minds; and before anything newer is
 * looked at, for upstream may have taken back what some of them said.
 *
 * <p>For one thread at a time; {@link #progress()} for any.
 */
public final class IndexTail {
    private final TailSettings settings;
    private final IndexStore store;
    private final IndexSource source;
    private final EventSide events;
    private final DeletionBreaker breaker;
    private final Recovery recovery;
    private final StepPublisher publisher;

    /** Whether it is known how far the log has come. */
    private boolean resumed;

    private volatile Progress progress;

    /**
     * A tail, put together.
     *
     * @param source which brings states into the store
     */
    public IndexTail(
            TailSettings settings,
            IndexStore store,
            IndexSource source,
            EventSide events,
            DeletionBreaker breaker) {
        this.settings = settings;
        this.store = store;
        this.source = source;
        this.events = events;
        this.breaker = breaker;
        this.recovery = new Recovery(settings, store, source, events);
        this.publisher = new StepPublisher(settings, store, events);
        this.progress = Progress.begun(settings.clock().instant());
    }

    /** How far it has come. */
    public Progress progress() {
        return progress;
    }

    /**
     * Fetches, and publishes what changed.
     *
     * @param selection what may enter
     * @throws IOException where upstream, the brokers or the disk fail; the next look starts from
     *     the same state
     * @throws IllegalStateException where the store is damaged: it is made anew with the next start
     */
    public void look(Selection selection) throws IOException {
        try {
            lookOnce(selection);
        } catch (UpstreamException | EventLogException e) {
            throw e; // Theirs; what did not come was never in the store.
        } catch (IOException e) {
            if (store.noteDamage(e)) {
                throw new IllegalStateException(
                        "the store is damaged; it is made anew with the next start", e);
            }
            throw e;
        }
    }

    private void lookOnce(Selection selection) throws IOException {
        Instant began = settings.clock().instant();
        if (!resumed) {
            recovery.resume(selection);
            resumed = true;
        }
        Optional<IndexState> begun = store.publishing();
        if (begun.isPresent() && advance(begun.get(), selection).isEmpty()) {
            return;
        }
        Instant asked = settings.clock().instant();
        IndexState head = source.fetch();
        Instant fetched = settings.clock().instant();
        Optional<Published> before = store.published();
        OptionalLong count = advance(head, selection);
        if (count.isEmpty()) {
            return;
        }
        progress = progress.caughtUpAt(began, head);
        if (!before.equals(store.published())) {
            Instant ended = settings.clock().instant();
            progress =
                    progress.after(
                            new Progress.Look(
                                    head,
                                    began,
                                    Duration.between(began, ended),
                                    Duration.between(asked, fetched),
                                    Duration.between(fetched, ended),
                                    count.getAsLong()));
        }
    }

    /**
     * Publishes what was learnt elsewhere than from the source, with the checkpoint's commit as it
     * is: the source goes on from where it was. What it says of these files later counts again.
     *
     * @param commit in which the files were seen
     * @param files as they are to be published
     * @return false where it is not the moment: nothing was published yet, or not to its end, or an
     *     operator is waited for. Nothing is published then
     * @throws IOException where the brokers or the disk fail; some of it may be published
     */
    public boolean correct(Commit commit, List<IndexFile> files) throws IOException {
        Optional<Published> published = store.published();
        if (!resumed
                || published.isEmpty()
                || published.get().upstream() == null
                || store.publishing().isPresent()
                || breaker.held().isPresent()) {
            return false;
        }
        resumed = false;
        try {
            publisher.correct(published.get(), commit, files);
            resumed = true;
            return true;
        } finally {
            events.producer().abandon();
        }
    }

    /**
     * Publishes what leads to a state.
     *
     * @return how many events that were; empty where an operator has to let them pass first
     */
    private OptionalLong advance(IndexState head, Selection selection) throws IOException {
        if (breaker.holds(head)) {
            return OptionalLong.empty();
        }
        Aim aim = new Aim(selection, Scope.of(selection.fingerprint(), settings.since()));
        resumed = false;
        try {
            OptionalLong count = advance(head, aim);
            resumed = true;
            return count;
        } finally {
            events.producer().abandon();
        }
    }

    private OptionalLong advance(IndexState head, Aim aim) throws IOException {
        Optional<Published> published = store.published();
        if (published.isEmpty() && settings.since() == Since.NOW) {
            publisher.begin(head, aim);
            return OptionalLong.of(0);
        }
        Published from = published.orElse(nothing(aim.scope()));
        Scope before = Scope.parse(from.scope());
        Scope after = aim.scope().after(before);
        if (head.equals(from.upstream()) && after.equals(before)) {
            breaker.release();
            return OptionalLong.of(0);
        }
        Selection selection = after.opens(before) ? known(from) : aim.selection();
        boolean widened = before.since() == Since.NOW && after.since() == Since.BEGINNING;
        Scope during = after.opens(before) ? before : widened ? after.with(Since.NOW) : after;
        Aim first = new Aim(selection, during);
        long count = 0;
        if (from.upstream() != null && !before.selection().equals(after.selection())) {
            // At the state that is published, so that what came after it keeps its order and time.
            count += publisher.bringIn(from, first);
            from = store.published().orElseThrow();
        }
        List<IndexState> states =
                head.equals(from.upstream())
                        ? List.of(head)
                        : new Course(store, breaker, settings.maxSteps()).to(head, from, selection);
        if (states.isEmpty()) {
            return OptionalLong.empty();
        }
        count += publisher.publish(from, states, first);
        breaker.release();
        if (after.opens(before)) {
            publisher.begin(head, new Aim(aim.selection(), after));
        } else if (widened) {
            String tree = store.published().orElseThrow().tree();
            count += publisher.publishAll(head, tree, new Aim(aim.selection(), after));
        }
        return OptionalLong.of(count);
    }

    /** The crates of which something was published. */
    private Selection known(Published published) throws IOException {
        Set<String> names = new HashSet<>();
        for (String path : store.paths(published.tree())) {
            names.add(SelectedFiles.canonicalName(path));
        }
        NamePatterns crates = new NamePatterns(names, List.of());
        return Selection.of(crates, List.of(), NamePatterns.NONE);
    }

    private static Published nothing(Scope scope) {
        return new Published(null, IndexState.EMPTY_TREE, scope.toString());
    }
}

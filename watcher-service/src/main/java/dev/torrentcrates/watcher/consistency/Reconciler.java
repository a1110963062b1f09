package dev.torrentcrates.watcher.consistency;

import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.watcher.source.UpstreamException;
import dev.torrentcrates.watcher.sparse.NameForms;
import dev.torrentcrates.watcher.sparse.SparseFiles;
import dev.torrentcrates.watcher.store.IndexState;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.store.Published;
import dev.torrentcrates.watcher.tail.IndexTail;
import dev.torrentcrates.watcher.watch.Selection;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares the published state of git with the sparse index, crate by crate, in rounds; what git
 * has missed for long enough is published at the end of a round. It works in small steps between
 * the looks at upstream, since store and log are for one thread.
 *
 * <p>For one thread at a time; {@link #report()} for any.
 */
public final class Reconciler implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Reconciler.class.getName());

    /** With each step; at the usual rate they take two seconds. */
    static final int CRATES_A_STEP = 20;

    private final ReconcilerSettings settings;
    private final IndexStore store;
    private final SparseFiles sparse;
    private final VisibleIndex visible;
    private final IndexTail tail;
    private final GitMemory git = new GitMemory();
    private final Deque<String> left = new ArrayDeque<>();
    private @Nullable Round round;
    private Instant next = Instant.MIN;
    private Round.Ledger ledger = Round.Ledger.EMPTY;
    private long emitted;
    private volatile ConsistencyReport report;

    /**
     * A reconciler; nothing is asked yet.
     *
     * @param tail which publishes what was missed
     */
    public Reconciler(
            ReconcilerSettings settings,
            IndexStore store,
            SparseFiles sparse,
            VisibleIndex visible,
            IndexTail tail) {
        this.settings = settings;
        this.store = store;
        this.sparse = sparse;
        this.visible = visible;
        this.tail = tail;
        this.report = Round.nothingYet(sparse.base(), visible);
    }

    /** What the last whole round found. */
    public ConsistencyReport report() {
        return report;
    }

    /**
     * Compares a few crates, where a round is due or under way.
     *
     * @param selection what is watched; nothing is done where its names cannot be listed
     * @throws IOException where the disk or the brokers fail
     */
    public void step(Selection selection) throws IOException {
        Instant now = settings.clock().instant();
        if (round == null && now.isBefore(next)) {
            return;
        }
        Optional<SortedSet<String>> names = selection.names();
        Optional<Published> published = store.published();
        if (names.isEmpty() || published.isEmpty() || published.get().upstream() == null) {
            return;
        }
        if (round == null) {
            begin(names.get());
        }
        Round current = round;
        if (current == null) {
            return;
        }
        try {
            for (int i = 0; i < CRATES_A_STEP && !left.isEmpty(); i++) {
                String name = left.removeFirst();
                try {
                    compare(name, current, published.get(), selection);
                } catch (SparseFiles.NoVersionException e) {
                    current.pass(name);
                }
            }
            IndexState state = sparse.keep();
            if (left.isEmpty()) {
                end(current, state);
            }
        } catch (UpstreamException e) {
            abandon(String.valueOf(e.getMessage()));
        } finally {
            sparse.drop();
        }
    }

    private void begin(Set<String> names) {
        left.clear();
        left.addAll(names);
        visible.begin();
        round = new Round(settings, git, ledger, names.size());
    }

    private void compare(String name, Round current, Published published, Selection selection)
            throws IOException {
        IndexState upstream = published.upstream();
        if (upstream == null) {
            return;
        }
        IndexFile inGit = IndexFile.absent("");
        String likely = name;
        for (String form : NameForms.of(name)) {
            IndexFile file = store.file(upstream.tree(), SparseFiles.path(form));
            if (!file.lines().isEmpty()) {
                inGit = file;
                likely = form;
                break;
            }
        }
        SparseFiles.Found found = sparse.look(name, likely);
        String path = found.file().path();
        if (!inGit.lines().isEmpty() && !inGit.path().equals(path)) {
            // It came back under another spelling: two files, each of one source.
            var gone = new SparseFiles.Found(IndexFile.absent(inGit.path()), null);
            compare(inGit, gone, current, published, selection);
            inGit = IndexFile.absent(path);
        }
        compare(
                inGit.lines().isEmpty() ? IndexFile.absent(path) : inGit,
                found,
                current,
                published,
                selection);
    }

    private void compare(
            IndexFile inGit,
            SparseFiles.Found found,
            Round current,
            Published published,
            Selection selection)
            throws IOException {
        IndexState upstream = published.upstream();
        if (upstream != null) {
            git.see(inGit, upstream.commit().time(), settings.clock().instant());
        }
        current.compare(
                new Round.Files(
                        inGit,
                        store.file(published.tree(), inGit.path()),
                        found,
                        visible.look(inGit.path()).orElse(null)),
                line -> selection.watches(line.name(), line.version()));
    }

    private void end(Round current, IndexState state) throws IOException {
        Instant now = settings.clock().instant();
        round = null;
        next = now.plus(settings.interval());
        ledger = current.ledger();
        git.retain(current.paths());
        Published published = store.published().orElseThrow();
        IndexState upstream = published.upstream();
        Round.Outcome outcome = current.outcome();
        if (upstream != null) {
            // A round takes its time; git may know by now.
            for (String path : Set.copyOf(outcome.files().keySet())) {
                if (!git.isAsSeen(store.file(upstream.tree(), path))) {
                    outcome = outcome.without(path);
                }
            }
        }
        if (!outcome.files().isEmpty() && tail.correct(state.commit(), outcome.targets())) {
            emitted += outcome.events();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} events of {1} crates were published that git has missed",
                    outcome.events(),
                    outcome.files().size());
        }
        report = current.report(sparse.base(), visible, now, emitted);
    }

    /** What was found in this round is found again in the next. */
    private void abandon(String trouble) {
        round = null;
        next = settings.clock().instant().plus(settings.interval());
        if (!trouble.equals(report.trouble())) {
            LOG.log(System.Logger.Level.WARNING, "sources are compared later: {0}", trouble);
        }
        report = report.with(trouble);
    }

    @Override
    public void close() {
        sparse.close();
        visible.close();
    }
}

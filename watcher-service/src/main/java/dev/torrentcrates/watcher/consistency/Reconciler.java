package dev.torrentcrates.watcher.consistency;

import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.watcher.source.UpstreamException;
import dev.torrentcrates.watcher.sparse.NameForms;
import dev.torrentcrates.watcher.sparse.SparseClient;
import dev.torrentcrates.watcher.sparse.SparseFiles;
import dev.torrentcrates.watcher.store.IndexState;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.store.Published;
import dev.torrentcrates.watcher.tail.IndexTail;
import dev.torrentcrates.watcher.watch.Selection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    /** What was found at the beginning of a longer one is no longer worth believing. */
    private static final Duration LONGEST_ROUND = Duration.ofHours(6);

    private final ReconcilerSettings settings;
    private final IndexStore store;
    private final SparseFiles sparse;
    private final VisibleIndex visible;
    private final IndexTail tail;
    private final GitMemory git = new GitMemory();
    private final Deque<String> left = new ArrayDeque<>();

    /** Crates of this round of which nobody knows whether they or the server failed. */
    private final Set<String> postponed = new HashSet<>();

    /** Whether anything of use has come in this round. */
    private boolean answered;

    /** How often nothing of use has come in this round. */
    private int refusals;

    private Instant begun = Instant.MIN;
    private @Nullable Round round;
    private Instant next = Instant.MIN;
    private Map<Difference, Instant> since = Map.of();
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
        this.report = ConsistencyReport.nothingYet(sources());
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
        if (settings.clock().instant().isBefore(next)) {
            return;
        }
        Optional<SortedSet<String>> names = selection.names();
        Published published = store.published().orElse(null);
        IndexState upstream = published == null ? null : published.upstream();
        if (names.isEmpty() || published == null || upstream == null) {
            return;
        }
        boolean old = begun.plus(LONGEST_ROUND).isBefore(settings.clock().instant());
        Round current = round == null || old ? begin(names.get()) : round;
        try {
            Trees trees = new Trees(upstream, published.tree());
            for (int i = 0; i < SparseFiles.AT_ONCE && !left.isEmpty(); i++) {
                compareNext(current, trees, selection);
            }
            IndexState state = sparse.keep(SparseFiles.Gone.LET_GO);
            if (left.isEmpty()) {
                end(current, state, trees);
            }
        } catch (UpstreamException e) {
            sparse.keep(SparseFiles.Gone.LET_GO);
            pause(String.valueOf(e.getMessage()));
        } finally {
            sparse.drop();
        }
    }

    /** Git's newest state, and the tree of what is published of it. */
    private record Trees(IndexState upstream, String published) {}

    private Round begin(Set<String> names) {
        left.clear();
        left.addAll(names);
        postponed.clear();
        answered = false;
        refusals = 0;
        begun = settings.clock().instant();
        visible.begin();
        Round fresh = new Round(settings, git, since, names.size());
        round = fresh;
        return fresh;
    }

    /**
     * Compares the next crate. One for which nothing of use comes is left out of the round; one
     * that failed otherwise comes after all others, and is left out where it fails again.
     *
     * @throws UpstreamException where it is the server that is in trouble; the crate is left
     */
    private void compareNext(Round current, Trees trees, Selection selection) throws IOException {
        String name = left.removeFirst();
        try {
            compare(name, current, trees, selection);
            answered = true;
        } catch (UpstreamException e) {
            boolean itself =
                    e instanceof SparseClient.UnusableAnswerException || !postponed.add(name);
            refusals++;
            boolean none = !answered && (left.isEmpty() || refusals >= SparseFiles.AT_ONCE);
            if (SparseClient.wantsToBeLeftAlone(e) || !itself || none) {
                left.addLast(name);
                throw e;
            }
            current.pass(name);
        }
    }

    private void compare(String name, Round current, Trees trees, Selection selection)
            throws IOException {
        IndexFile inGit = IndexFile.absent("");
        String likely = name;
        for (String form : NameForms.of(name)) {
            IndexFile file = store.file(trees.upstream().tree(), SparseFiles.path(form));
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
            compare(inGit, gone, current, trees, selection);
            inGit = IndexFile.absent(path);
        }
        compare(
                inGit.lines().isEmpty() ? IndexFile.absent(path) : inGit,
                found,
                current,
                trees,
                selection);
    }

    private void compare(
            IndexFile inGit,
            SparseFiles.Found found,
            Round current,
            Trees trees,
            Selection selection)
            throws IOException {
        Instant now = settings.clock().instant();
        git.see(inGit, trees.upstream().commit().time(), now);
        current.compare(
                new Round.Files(
                        inGit,
                        store.file(trees.published(), inGit.path()),
                        found,
                        visible.look(inGit.path()).orElse(null)),
                line -> selection.watches(line.name(), line.version()),
                now);
    }

    private void end(Round current, IndexState state, Trees trees) throws IOException {
        Instant now = settings.clock().instant();
        round = null;
        next = now.plus(settings.interval());
        since = current.since();
        git.retain(current.paths());
        Round.Outcome outcome = current.outcome();
        if (outcome.withheld() > 0) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the sparse index lacks {0} versions that git has, more than {1}: none of them"
                            + " is deleted",
                    outcome.withheld(),
                    settings.maxDeletions());
        }
        // A round takes its time; git may know by now, or the log.
        for (Map.Entry<String, Round.MissedFile> file : Map.copyOf(outcome.files()).entrySet()) {
            if (!git.isAsSeen(store.file(trees.upstream().tree(), file.getKey()))
                    || !store.file(trees.published(), file.getKey())
                            .equals(file.getValue().log())) {
                outcome = outcome.without(file.getKey());
            }
        }
        if (!outcome.files().isEmpty() && correct(outcome.targets(), state, now)) {
            emitted += outcome.events();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} events of {1} crates were published that git has missed",
                    outcome.events(),
                    outcome.files().size());
        }
        report =
                ConsistencyReport.of(
                        current.findings(), now, emitted, outcome.withheld(), sources());
    }

    /** In a commit that no other correction has: the same change, said again, is another event. */
    private boolean correct(List<IndexFile> files, IndexState seen, Instant now)
            throws IOException {
        return tail.correct(store.keep("corrected", seen.tree(), now).commit(), files);
    }

    private Map<String, String> sources() {
        return Map.of(
                "git", "published state",
                "sparse", sparse.base().toString(),
                "visible", visible.describe());
    }

    /** The round goes on later. */
    private void pause(String trouble) {
        next = settings.clock().instant().plus(settings.interval());
        if (!trouble.equals(report.trouble())) {
            LOG.log(System.Logger.Level.WARNING, "sources are compared later: {0}", trouble);
        }
        report = report.withTrouble(trouble);
    }

    @Override
    public void close() {
        sparse.close();
        visible.close();
    }
}

package dev.torrentcrates.watcher.sparse;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.event.Commit;
import dev.torrentcrates.watcher.source.IndexSource;
import dev.torrentcrates.watcher.source.UpstreamException;
import dev.torrentcrates.watcher.sparse.SparseFiles.Gone;
import dev.torrentcrates.watcher.store.IndexState;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sparse index, for crates whose names can be listed. Its feed says what was published; yanks and
 * deletions are found by going through all crates, some with each look.
 *
 * <p>A crate that cannot be asked for holds up no other, and counts as it was. A state is given
 * only where every crate was asked for once, so that what is not in it is not there: what was found
 * until something failed is kept, and the next look goes on from it.
 *
 * <p>Its states have commits of the store's own, which upstream knows nothing of.
 */
public final class SparseSource implements IndexSource {
    private static final System.Logger LOG = System.getLogger(SparseSource.class.getName());

    private final SparseFiles files;
    private final UpdatesFeed feed;
    private final Names names;
    private final Sweep sweep = new Sweep();

    /** Crates of which the feed told something that was not looked into; bounded by the names. */
    private final Map<String, String> told = new HashMap<>();

    /** Crates for which the server gave nothing of use when they were asked for last, and why. */
    private final SortedMap<String, String> refused = new TreeMap<>();

    /**
     * Crates of which nobody knows whether they or the server failed: asked for after all others.
     */
    private final Set<String> postponed = new LinkedHashSet<>();

    private @Nullable String feedTrouble;
    private volatile @Nullable String trouble;

    /** A source; nothing is asked yet. */
    public SparseSource(SparseFiles files, UpdatesFeed feed, Names names) {
        this.files = files;
        this.feed = feed;
        this.names = names;
    }

    /** What is followed at the moment. */
    public interface Names {
        /**
         * The canonical names of the crates.
         *
         * @throws IOException where they cannot be listed: why, and what to do
         */
        Set<String> get() throws IOException;
    }

    @Override
    public String describe() {
        return "sparse " + files.base();
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /**
     * The first time it takes as long as it takes to ask for every crate. What was published is
     * followed for ever, so its crates are asked for like those that are named.
     */
    @Override
    public IndexState fetch() throws IOException {
        SortedMap<String, String> followed = new TreeMap<>(files.published());
        names.get().forEach(name -> followed.putIfAbsent(name, name));
        told.keySet().retainAll(followed.keySet());
        refused.keySet().retainAll(followed.keySet());
        postponed.retainAll(followed.keySet());
        hear(followed.keySet());
        Set<String> asked = new HashSet<>();
        try {
            ask(followed, asked);
            IndexState state = keep(Gone.LET_GO);
            say(null);
            return state;
        } catch (UpstreamException e) {
            IndexState state = keep(sweep.isWhole() ? Gone.HELD : Gone.LET_GO);
            if (refused.keySet().containsAll(asked) || !unasked(followed.keySet()).isEmpty()) {
                throw e;
            }
            say(e.getMessage());
            return state;
        } finally {
            files.drop();
        }
    }

    private IndexState keep(Gone gone) throws IOException {
        for (String name : refused.keySet()) {
            files.leave(name);
        }
        if (gone == Gone.LET_GO) {
            sweep.letGo(files.gone().size());
        }
        return files.keep(gone);
    }

    private Set<String> unasked(Set<String> followed) throws IOException {
        Set<String> unasked = new LinkedHashSet<>();
        for (String name : followed) {
            if (!files.knows(name) && !refused.containsKey(name)) {
                unasked.add(name);
            }
        }
        return unasked;
    }

    /** A feed that fails is no reason not to look for oneself. */
    private void hear(Set<String> followed) throws IOException {
        try {
            for (CrateName name : feed.news()) {
                if (followed.contains(name.canonical())) {
                    told.put(name.canonical(), name.lowerCase());
                }
            }
            feedTrouble = null;
        } catch (UpstreamException e) {
            feedTrouble = e.getMessage();
        }
    }

    /**
     * Asks for what is due.
     *
     * @param asked to which is added who was asked for, whatever came of it
     * @throws UpstreamException where it is the server that is in trouble: it says so, or nothing
     *     of use came
     */
    private void ask(SortedMap<String, String> followed, Set<String> asked) throws IOException {
        Set<String> due = due(followed);
        int answers = 0;
        while (!due.isEmpty()) {
            String name = due.iterator().next();
            due.remove(name);
            String likely = told.getOrDefault(name, followed.getOrDefault(name, name));
            UpstreamException refusal = look(name, likely, answers > 0);
            asked.add(name);
            if (refusal == null) {
                answers++;
            } else if (answers == 0 && (due.isEmpty() || asked.size() == SparseFiles.AT_ONCE)) {
                throw refusal;
            }
            if (sweep.suspects(files.gone().size())) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} crates of {1} are gone: all are asked for before these count as"
                                + " deleted",
                        files.gone().size(),
                        files.base());
                due.addAll(sweep.beginWhole(followed.keySet(), asked));
            }
            if (asked.size() % SparseFiles.AT_ONCE == 0) {
                files.keep(Gone.HELD);
            }
        }
    }

    /**
     * Asks for a crate.
     *
     * @param othersAnswer whether anything of use came in this look
     * @return why nothing of use came for this crate; null where something did
     */
    private @Nullable UpstreamException look(String name, String likely, boolean othersAnswer)
            throws IOException {
        UpstreamException refusal = null;
        try {
            files.look(name, likely);
            refused.remove(name);
        } catch (SparseClient.UnusableAnswerException e) {
            refusal = e;
        } catch (SparseClient.LeftAloneException e) {
            throw e;
        } catch (UpstreamException e) {
            // The server, or a file that it never gives whole? The next time others come first.
            if (postponed.add(name) || !othersAnswer) {
                throw e;
            }
            refusal = e;
        }
        if (refusal != null) {
            refused.put(name, String.valueOf(refusal.getMessage()));
        }
        postponed.remove(name);
        told.remove(name);
        sweep.passed(name);
        return refusal;
    }

    /**
     * Whom to ask for, in this order: what the feed tells, what was never asked for, whose turn it
     * is, what failed, and what was gone when it was asked for earlier.
     */
    private Set<String> due(SortedMap<String, String> followed) throws IOException {
        Set<String> due = new LinkedHashSet<>(told.keySet());
        due.addAll(unasked(followed.keySet()));
        due.addAll(sweep.turn(followed.keySet()));
        refused.keySet().stream().limit(SparseFiles.AT_ONCE).forEach(due::add);
        due.addAll(files.gone());
        due.removeAll(postponed);
        due.addAll(postponed);
        return due;
    }

    /** Each trouble once, not with each look. */
    private void say(@Nullable String failure) {
        StringBuilder words = new StringBuilder();
        if (feedTrouble != null) {
            words.append("new versions are found late, the feed fails: ").append(feedTrouble);
        }
        if (failure != null) {
            words.append(words.isEmpty() ? "" : "; ")
                    .append("not all was asked for: ")
                    .append(failure);
        }
        if (sweep.isWhole() && !files.gone().isEmpty()) {
            words.append(words.isEmpty() ? "" : "; ")
                    .append(files.gone().size())
                    .append(" crates are gone at once, and not let go before all were asked for");
        }
        if (!refused.isEmpty()) {
            words.append(words.isEmpty() ? "" : "; ")
                    .append(refused.size())
                    .append(" crates count as they were, since nothing of use came for them: ")
                    .append(
                            refused.keySet().stream()
                                    .limit(SparseFiles.MAX_NAMED)
                                    .collect(Collectors.joining(", ")))
                    .append(" (")
                    .append(refused.get(refused.firstKey()))
                    .append(')');
        }
        String now = words.isEmpty() ? null : words.toString();
        if (now != null && !now.equals(trouble)) {
            LOG.log(System.Logger.Level.WARNING, now);
        }
        trouble = now;
    }

    @Override
    public Optional<IndexState> recall(Commit commit) throws IOException {
        return files.recall(commit);
    }

    @Override
    public void close() {
        files.close();
    }
}

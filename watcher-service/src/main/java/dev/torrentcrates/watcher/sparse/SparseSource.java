package dev.torrentcrates.watcher.sparse;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.event.Commit;
import dev.torrentcrates.watcher.source.IndexSource;
import dev.torrentcrates.watcher.store.IndexState;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A sparse index, for crates whose names can be listed. Its feed says what was published; yanks and
 * deletions are found by going through all crates, some with each look.
 *
 * <p>Its states have commits of the store's own, which upstream knows nothing of.
 */
public final class SparseSource implements IndexSource {
    private static final System.Logger LOG = System.getLogger(SparseSource.class.getName());

    private final SparseFiles files;
    private final UpdatesFeed feed;
    private final Names names;

    /** Crates of which the feed told something that was not looked into; bounded by the names. */
    private final Map<String, String> told = new HashMap<>();

    private int swept;

    /** Said once, not with each look. */
    private Set<String> unreadable = Set.of();

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

    /** The first time it takes as long as it takes to ask for every crate. */
    @Override
    public IndexState fetch() throws IOException {
        List<String> all = names.get().stream().sorted().toList();
        Set<String> watched = Set.copyOf(all);
        told.keySet().retainAll(watched);
        for (CrateName name : feed.news()) {
            if (watched.contains(name.canonical())) {
                told.put(name.canonical(), name.lowerCase());
            }
        }
        Map<String, String> due = due(all);
        try {
            Map<String, String> unread = look(due);
            IndexState state = files.keep();
            told.clear();
            told.putAll(unread);
            swept += SparseFiles.AT_ONCE;
            return state;
        } finally {
            files.drop();
        }
    }

    /**
     * Asks for what is due. One damaged file holds up no other; where all of them are, it is the
     * server that is in trouble.
     *
     * @return the crates that are as they were, since nothing of their files could be read
     */
    private Map<String, String> look(Map<String, String> due) throws IOException {
        Map<String, String> unread = new HashMap<>();
        for (Map.Entry<String, String> crate : due.entrySet()) {
            try {
                files.look(crate.getKey(), crate.getValue());
            } catch (SparseFiles.NoVersionException e) {
                unread.put(crate.getKey(), crate.getValue());
                if (unread.size() == due.size()) {
                    throw e;
                }
            }
        }
        if (!unread.keySet().equals(unreadable) && !unread.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "files of {0} crates of {1} have no version and count as they were: {2}",
                    unread.size(),
                    files.base(),
                    unread.keySet().stream().sorted().limit(SparseFiles.MAX_NAMED).toList());
        }
        unreadable = Set.copyOf(unread.keySet());
        return unread;
    }

    /** Whom to ask for, with the probable name of the file. */
    private Map<String, String> due(List<String> all) {
        Map<String, String> due = new LinkedHashMap<>(told);
        for (String name : all) {
            if (!files.knows(name)) {
                due.putIfAbsent(name, name);
            }
        }
        if (swept >= all.size()) {
            swept = 0;
        }
        for (String name : all.subList(swept, Math.min(all.size(), swept + SparseFiles.AT_ONCE))) {
            due.putIfAbsent(name, name);
        }
        return due;
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

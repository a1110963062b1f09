package dev.torrentcrates.watcher.sparse;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The way through all crates, again and again, a few with each look. Where more than a few are gone
 * on it, it is begun anew and made in one go: only so can be seen how many are gone at once. Pure
 * but for what it remembers; for one thread at a time.
 */
final class Sweep {
    /**
     * Crates that may go in one sweep without more ado. Upstream deletes a few of all its crates a
     * day, so of those that are watched hardly ever two within the minutes of a sweep.
     */
    static final int FEW_GONE = 3;

    private final Set<String> left = new LinkedHashSet<>();
    private boolean whole;
    private int letGo;

    /** Whose turn it is, of all in their order. */
    List<String> turn(Collection<String> all) {
        left.retainAll(all);
        if (left.isEmpty()) {
            left.addAll(all);
            whole = false;
            letGo = 0;
        }
        return left.stream().limit(whole ? Integer.MAX_VALUE : SparseFiles.AT_ONCE).toList();
    }

    /** A crate was asked for, and counts as it was found. */
    void passed(String name) {
        left.remove(name);
    }

    /** Whether so many crates more are a reason to begin anew. */
    boolean suspects(int gone) {
        return !whole && letGo + gone > FEW_GONE;
    }

    /**
     * Begins anew, in one go.
     *
     * @param asked just now
     * @return those that are left
     */
    Set<String> beginWhole(Collection<String> all, Set<String> asked) {
        whole = true;
        left.clear();
        left.addAll(all);
        left.removeAll(asked);
        return left;
    }

    /** So many crates were let go. */
    void letGo(int gone) {
        letGo += gone;
    }

    /** Whether it is made in one go, since too much is gone. */
    boolean isWhole() {
        return whole;
    }
}

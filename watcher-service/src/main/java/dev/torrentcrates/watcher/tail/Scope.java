package dev.torrentcrates.watcher.tail;

import dev.torrentcrates.watcher.watch.Selection;
import java.util.Locale;

/**
 * What of upstream is published: kept beside the published tree, so that a change of the settings
 * is noticed.
 *
 * @param selection the fingerprint of what may enter
 * @param since with what it began
 * @param past whether it was always so
 */
record Scope(String selection, Since since, Past past) {
    /** What was published under. */
    enum Past {
        /** This selection alone, so that the published tree follows from it and from upstream's. */
        SAME,
        /** Others before it: versions that entered then are followed, and only the log knows. */
        OTHERS
    }

    static Scope of(String selection, Since since) {
        return new Scope(selection, since, Past.SAME);
    }

    /** Reads what {@link #toString} wrote; what is not that is a scope that nothing equals. */
    static Scope parse(String text) {
        String[] words = text.strip().split(" ");
        try {
            return new Scope(
                    words[0],
                    Since.valueOf(words[1].toUpperCase(Locale.ROOT)),
                    Past.valueOf(words[2].toUpperCase(Locale.ROOT)));
        } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException e) {
            return new Scope("unknown", Since.NOW, Past.OTHERS);
        }
    }

    /** This scope, where another one held before. */
    Scope after(Scope other) {
        return other.selection.equals(selection)
                ? new Scope(selection, since, other.past)
                : new Scope(selection, since, Past.OTHERS);
    }

    /**
     * Whether what nobody named may enter for the first time, and only from now on: what was left
     * out under the other scope then stays so.
     */
    boolean opens(Scope other) {
        return since == Since.NOW
                && Selection.isOpen(selection)
                && !Selection.isOpen(other.selection);
    }

    /** This scope with another past. */
    Scope with(Past other) {
        return new Scope(selection, since, other);
    }

    /** This scope with another beginning. */
    Scope with(Since other) {
        return new Scope(selection, other, past);
    }

    /** What a checkpoint says of it: a fingerprint alone where all of that is published. */
    String inCheckpoint() {
        return selection
                + (since == Since.NOW ? " from now on" : "")
                + (past == Past.OTHERS ? " after others" : "");
    }

    /** Whether all that a checkpoint speaks of is published that is to be under this scope. */
    boolean isServedBy(String checkpoint) {
        return checkpoint.equals(selection)
                || checkpoint.equals(new Scope(selection, since, Past.SAME).inCheckpoint());
    }

    @Override
    public String toString() {
        return (selection + " " + since + " " + past).toLowerCase(Locale.ROOT);
    }
}

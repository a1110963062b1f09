package dev.torrentcrates.watcher.store;

import org.jspecify.annotations.Nullable;

/**
 * What the event log holds, as the store remembers it.
 *
 * @param upstream the state up to which upstream was published; null where the tree was folded from
 *     the log, and upstream has no such state any more
 * @param tree of the files as they were published: lines that may not enter are missing
 * @param scope of what was published, in words of the caller's own; one line
 */
public record Published(@Nullable IndexState upstream, String tree, String scope) {
    /**
     * The tree with which upstream's next is compared, so that only what changed there is looked
     * at; the published one itself where that is not known, so that everything is.
     */
    public String base() {
        return upstream == null ? tree : upstream.tree();
    }
}

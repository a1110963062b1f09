package dev.torrentcrates.watcher.store;

import dev.torrentcrates.event.Commit;

/**
 * The index as it stood at a commit.
 *
 * @param tree the id of the commit's tree, 40 hex digits; states with the same tree are the same
 *     index, however their commits differ
 */
public record IndexState(Commit commit, String tree) {
    /** The tree without any file. */
    public static final String EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
}

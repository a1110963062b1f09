package dev.torrentcrates.watcher.git;

import dev.torrentcrates.event.Commit;

/**
 * The index as it stood at a commit.
 *
 * @param tree the id of the commit's tree, 40 hex digits; states with the same tree are the same
 *     index, however their commits differ
 */
public record IndexState(Commit commit, String tree) {}

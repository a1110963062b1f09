package dev.torrentcrates.watcher.consistency;

import org.jspecify.annotations.Nullable;

/**
 * A version of which not all sources say the same.
 *
 * @param path of the crate's file
 * @param git null where it has no such version; the others likewise
 * @param visible null also where nobody asked
 */
record Difference(
        String path,
        String crate,
        String version,
        Kind kind,
        @Nullable Seen git,
        @Nullable Seen sparse,
        @Nullable Seen visible) {
    /** The same, whatever is visible meanwhile: by this it is known again in the next round. */
    Difference key() {
        return kind.isUpstream()
                ? new Difference(path, crate, version, kind, git, sparse, null)
                : this;
    }

    /** What differs. */
    enum Kind {
        /** The sparse index has it, the git index has not. */
        MISSING_IN_GIT,
        /** The git index has it, the sparse index has not. */
        MISSING_IN_SPARSE,
        /** Both have it, with different lines. */
        DIFFERENT,
        /** Upstream has it, and our own index does not show it, or not yet. */
        NOT_VISIBLE,
        /** Our own index shows it with another cksum, or yanked otherwise. */
        VISIBLE_OTHERWISE,
        /** Our own index shows it, and upstream has it no more. */
        VISIBLE_BUT_GONE;

        /** Whether the two sources of upstream differ, so that something may have been missed. */
        boolean isUpstream() {
            return switch (this) {
                case MISSING_IN_GIT, MISSING_IN_SPARSE, DIFFERENT -> true;
                case NOT_VISIBLE, VISIBLE_OTHERWISE, VISIBLE_BUT_GONE -> false;
            };
        }
    }
}

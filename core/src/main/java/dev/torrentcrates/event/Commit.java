package dev.torrentcrates.event;

import dev.torrentcrates.crate.Shown;
import java.time.Instant;

/**
 * The upstream commit in which a change was seen.
 *
 * @param id 40 hex digits
 * @param time when it was committed, to the second
 */
public record Commit(String id, Instant time) {
    /** Refuses, with an {@link IllegalArgumentException}, what is not a git object's id. */
    public Commit {
        if (!id.matches("[0-9a-f]{40}")) {
            throw new IllegalArgumentException("not a commit: " + Shown.briefly(id));
        }
    }
}

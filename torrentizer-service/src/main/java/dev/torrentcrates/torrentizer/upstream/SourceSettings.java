package dev.torrentcrates.torrentizer.upstream;

import dev.torrentcrates.torrentizer.upstream.http.Manners;
import dev.torrentcrates.torrentizer.upstream.http.Patience;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where upstream is, how it is treated, and what it may cost.
 *
 * @param index the sparse index, with a slash at the end
 */
public record SourceSettings(URI index, Manners manners, Patience patience, Bounds bounds) {
    /** Refuses, with an {@link IllegalArgumentException}, an index without its slash. */
    public SourceSettings {
        if (!index.getPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "the URL of a sparse index ends in a slash; not " + index);
        }
    }

    /**
     * What downloads may take.
     *
     * @param maxLength of a crate file, in bytes
     * @param inMemoryUpTo how long a file is at most that is held in memory, in bytes
     * @param memory what all of these may take together, in bytes
     * @param folder for the others; what an earlier process left there is deleted
     */
    public record Bounds(long maxLength, int inMemoryUpTo, long memory, Path folder) {}
}

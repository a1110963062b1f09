package dev.torrentcrates.torrentizer.upstream;

import dev.torrentcrates.event.VersionIdentity;
import java.io.IOException;
import java.time.Duration;

/**
 * Where crate files come from. Calls block; virtual threads are meant to make them. Thread-safe.
 */
public interface CrateSource {
    /**
     * Fetches the file of a version. What is wrong with upstream is an answer, not an exception.
     *
     * @param patience for all of the file; one that takes longer is {@link Fetched.Unavailable}
     * @return where it is {@link Fetched.Content}, the caller closes what is in it
     * @throws IOException where this machine fails: a file cannot be written
     * @throws InterruptedException where the thread is interrupted
     */
    Fetched fetch(VersionIdentity version, Duration patience)
            throws IOException, InterruptedException;
}

package dev.torrentcrates.torrentizer.upstream;

import dev.torrentcrates.index.IndexLine;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where crate files come from. Calls block; virtual threads are meant to make them. Thread-safe.
 */
public interface CrateSource {
    /**
     * Fetches the file that a line is about. What is wrong with upstream is an answer, not an
     * exception.
     *
     * @param into written over; where the answer is not {@link Fetched.Content} it may hold
     *     anything
     * @throws IOException where this machine fails: the file cannot be written
     * @throws InterruptedException where the thread is interrupted
     */
    Fetched fetch(IndexLine line, Path into) throws IOException, InterruptedException;
}

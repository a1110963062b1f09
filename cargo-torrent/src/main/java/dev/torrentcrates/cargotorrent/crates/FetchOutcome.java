package dev.torrentcrates.cargotorrent.crates;

import java.nio.file.Path;

/** What became of the wish for a crate. */
public sealed interface FetchOutcome {
    /**
     * The crate.
     *
     * @param file in the store; its sha256 was checked
     * @param length of the file, in bytes
     */
    record Ready(Path file, long length) implements FetchOutcome {}

    /** The index has no such version, or none of this content. */
    record Absent() implements FetchOutcome {}

    /**
     * It exists, or may exist, and cannot be had now.
     *
     * @param words for a person
     */
    record Unavailable(String words) implements FetchOutcome {}

    /**
     * This machine or this software failed. It is in the log.
     *
     * @param words for a person
     */
    record Failed(String words) implements FetchOutcome {}
}

package dev.torrentcrates.index;

import dev.torrentcrates.crate.CrateName;

/** What happened to a crate between two states of its index file. */
public sealed interface IndexChange {
    /** A version that was not there; it may be yanked from the start, in a squashed history. */
    record Published(IndexLine line) implements IndexChange {}

    /** A version became yanked; other fields may have changed with it. */
    record Yanked(IndexLine line) implements IndexChange {}

    /** A version is no longer yanked; other fields may have changed with it. */
    record Unyanked(IndexLine line) implements IndexChange {}

    /** The line of a version changed in anything but its cksum and {@code yanked}. */
    record MetadataChanged(IndexLine line) implements IndexChange {}

    /**
     * A version is gone, or its bytes were replaced and a {@link Published} follows.
     *
     * @param line the last that was seen
     */
    record Deleted(IndexLine line) implements IndexChange {}

    /** The crate's file is gone; a {@link Deleted} for each version comes before. */
    record CrateDeleted(CrateName name) implements IndexChange {}

    /**
     * A line that is new in this state and cannot be read; the others are not held up by it.
     *
     * @param lineNumber counted from 1
     * @param reason in words for an operator
     * @param excerpt the beginning of the line, bounded and printable
     */
    record Unreadable(int lineNumber, String reason, String excerpt) implements IndexChange {}
}

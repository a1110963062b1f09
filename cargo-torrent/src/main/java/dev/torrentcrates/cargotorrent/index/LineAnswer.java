package dev.torrentcrates.cargotorrent.index;

import dev.torrentcrates.index.IndexLine;

/** What can be said of one version's line. */
public sealed interface LineAnswer {
    /** The line, with its torrent where there is one. */
    record Found(IndexLine line) implements LineAnswer {}

    /** The index has no such version, or none of this content. */
    record Absent() implements LineAnswer {}

    /**
     * Nobody who could say is there.
     *
     * @param words for a person
     */
    record Unknown(String words) implements LineAnswer {}
}

package dev.torrentcrates.cargotorrent.index;

/** What can be said of a crate's index file. */
public sealed interface IndexAnswer {
    /**
     * The file.
     *
     * @param content not to be changed
     * @param etag quoted
     */
    record Found(byte[] content, String etag) implements IndexAnswer {}

    /** Upstream has no such crate. */
    record Absent() implements IndexAnswer {}

    /**
     * Nobody who could say is there, and nothing was seen before.
     *
     * @param words for a person
     */
    record Unknown(String words) implements IndexAnswer {}
}

package dev.torrentcrates.watcher.sparse;

/** What a server answers when it is asked for a file. */
public sealed interface SparseAnswer {
    /**
     * The file, since it is not known yet.
     *
     * @param content not copied; nobody changes it
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Changed(byte[] content, Validators validators) implements SparseAnswer {}

    /** The file is as it was. */
    record NotModified() implements SparseAnswer {}

    /** There is no such file: 404, and nothing else. */
    record Absent() implements SparseAnswer {}
}

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

    /**
     * There is no such file: 404, 410 or 451, as Cargo takes them, and nothing else.
     *
     * @see <a href="https://doc.rust-lang.org/cargo/reference/registry-index.html">Registry index,
     *     nonexistent crates</a>
     */
    record Absent() implements SparseAnswer {}
}

package dev.torrentcrates.cargotorrent.remote;

/** What a server said of a file. */
public sealed interface FileAnswer {
    /**
     * The file.
     *
     * @param content all of it; not to be changed
     * @param validators to ask by the next time
     */
    record Fresh(byte[] content, Validators validators) implements FileAnswer {}

    /** The file is the one whose validators were sent. */
    record Unchanged() implements FileAnswer {}

    /** There is no such file. */
    record Absent() implements FileAnswer {}

    /**
     * The server cannot say: it is away, in trouble, slow, or was left alone after it was.
     *
     * @param reason in words for a person
     */
    record Unreachable(String reason) implements FileAnswer {}
}

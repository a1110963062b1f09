package dev.torrentcrates.torrentizer.build;

import dev.torrentcrates.torrent.CrateTorrent;

/** What storage holds of a version, read and compared with what it ought to be. */
public sealed interface Stored {
    /** Content and torrent are there and agree. */
    record Sound(CrateTorrent torrent) implements Stored {}

    /** The content is right, and its torrent is not there. */
    record NoTorrent(CrateTorrent torrent) implements Stored {}

    /** The content is right, and what is there as its torrent is another one. */
    record OtherTorrent(CrateTorrent torrent) implements Stored {}

    /** There is no content. */
    record NoContent() implements Stored {}

    /**
     * What is there as content is not what its key says.
     *
     * @param length of it, in bytes
     */
    record OtherContent(long length) implements Stored {}
}

package dev.torrentcrates.indexservice.view;

/** How far a version has come on its way into the published index. */
public enum Standing {
    /** In upstream's index; its torrent is being built. */
    PENDING,
    /** It has a torrent; not enough seeders have reported it yet. */
    BUILT,
    /** In the published index. */
    VISIBLE,
    /** No torrent could be made of it. */
    FAILED,
    /** An operator denied its content. */
    DENIED,
    /** Gone upstream. */
    DELETED
}

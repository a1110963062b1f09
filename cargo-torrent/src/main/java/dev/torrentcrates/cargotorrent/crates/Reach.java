package dev.torrentcrates.cargotorrent.crates;

/** Who may be asked for crates. */
public enum Reach {
    /** Peers, web seeds, and upstream. */
    EVERYBODY,
    /** Peers alone, so that it shows whether they are enough. */
    PEERS_ONLY
}

package dev.torrentcrates.torrentizer.progress;

/** What work may have to wait for. */
public enum Need {
    /** Storage, and the disk that downloads lie on. */
    STORAGE,
    /** Brokers. */
    BROKERS,
    /** Room for more parked versions. */
    ROOM
}

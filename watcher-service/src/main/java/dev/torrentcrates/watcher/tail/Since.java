package dev.torrentcrates.watcher.tail;

/** Where to begin. */
public enum Since {
    /** With what changes from now on. */
    NOW,
    /** With all that there is. */
    BEGINNING
}

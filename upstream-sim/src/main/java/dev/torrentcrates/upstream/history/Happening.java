package dev.torrentcrates.upstream.history;

/** What can happen to an index: on crates.io every day, now and then, or never, one hopes. */
public enum Happening {
    /** A version came, as most commits have it. */
    PUBLISHED,
    /** A version came that is yanked when it is first seen, as in a squashed history. */
    PUBLISHED_YANKED,
    /** A version was yanked. */
    YANKED,
    /** A yank was taken back. */
    UNYANKED,
    /** A field that no other kind is about came or went: {@code rust_version}. */
    METADATA_CHANGED,
    /** The features of a version went over to {@code features2}. */
    MOVED_TO_FEATURES2,
    /** A version got the {@code pubtime} that it never had. */
    PUBTIME_FILLED_IN,
    /** The dependencies of a version are the same, in another order. */
    DEPENDENCIES_REORDERED,
    /** A line says the same with other white space. */
    SPACING_CHANGED,
    /** A version has other bytes, and so another cksum. */
    CKSUM_CHANGED,
    /** One of several versions is gone. */
    VERSION_DELETED,
    /** A crate is gone with its file. */
    CRATE_DELETED,
    /** Deleted and published again in one commit: the same name and version, another cksum. */
    RECREATED,
    /** The same, with its name in another case: in the same file. */
    RECREATED_IN_OTHER_CASE,
    /** The same, with {@code -} for {@code _} or the other way round: one file goes, one comes. */
    RECREATED_IN_OTHER_FILE,
    /** The lines of a file are the same, in another order. */
    LINES_REORDERED,
    /** The line of a version is cut off: it is no JSON any more. */
    DAMAGED,
    /** The line of a version has a byte that is not UTF-8. */
    GARBLED,
    /** A damaged or garbled line is whole again, as it was or yanked. */
    MENDED,
    /** A damaged or garbled line was taken out. */
    DAMAGE_REMOVED,
    /** A line came that is no line and never was one. */
    NONSENSE_ADDED,
    /** A line came that is not UTF-8 and never was one. */
    NOT_UTF8_ADDED,
    /** A line came that belongs in another file. */
    STRAY_ADDED,
    /** A line that belonged nowhere was taken out. */
    TIDIED,
    /** {@code config.json} changed. */
    CONFIG_CHANGED,
    /** A file whose name or folder begins with a dot changed. */
    DOT_FILE_CHANGED,
    /** A commit has the tree of its parent. */
    NOTHING,
    /** All of history became one commit without a parent, with the same tree. */
    SQUASHED,
    /** The branch went back to an earlier commit. */
    FORCED_BACK
}

package dev.torrentcrates.torrentizer;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.event.VersionParked.Cause;
import dev.torrentcrates.event.VersionParked.Retry;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrentizer.denied.DenyList;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.time.Instant;

/** Crates, lines and events that many tests need. */
public final class Fixture {
    /** When everything happens. */
    public static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    /** In which everything happens. */
    public static final Commit COMMIT = new Commit("c0ffee".repeat(6) + "c0ff", NOON);

    private Fixture() {}

    /** The line of a crate. */
    public static IndexLine line(SampleCrate crate) {
        return IndexLine.parse(crate.indexLine(NOON));
    }

    /** The line of some crate of this name. */
    public static IndexLine line(String name) {
        return line(SampleCrates.ofText(name, "1.0.0", "of " + name));
    }

    /** The publication of a crate. */
    public static VersionPublished published(SampleCrate crate) {
        return new VersionPublished(Registry.CRATES_IO, COMMIT, line(crate));
    }

    /** A deny list on which nothing stands. */
    public static DenyList nothingDenied() {
        DenyList denied = new DenyList();
        denied.complete();
        return denied;
    }

    /** A version that failed once at noon, and is due a while later. */
    public static VersionParked parked(String name, long indexOffset, Instant due) {
        return parked(line(name), indexOffset, due);
    }

    /** The same, of this line. */
    public static VersionParked parked(IndexLine line, long indexOffset, Instant due) {
        return new VersionParked(
                Registry.CRATES_IO,
                COMMIT,
                indexOffset,
                line,
                new Retry(1, NOON, due, Cause.NOT_FOUND, NOON));
    }
}

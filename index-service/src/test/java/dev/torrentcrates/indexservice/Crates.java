package dev.torrentcrates.indexservice;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.SeedEvent.SeedingStarted;
import dev.torrentcrates.event.SeedEvent.SeedingStopped;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.TorrentEvent.Forwarded;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.time.Instant;

/** Versions, and what the torrentizer and seeders say of them. */
public final class Crates {
    /** The set of every seeder here. */
    public static final String SEED_SET = "set-0";

    private static final Commit COMMIT = new Commit("a".repeat(40), Instant.EPOCH);

    private Crates() {}

    /** Version 1.0.0 with some bytes of its own. */
    public static SampleCrate crate(String name) {
        return crate(name, "1.0.0");
    }

    /** A version with some bytes of its own. */
    public static SampleCrate crate(String name, String version) {
        return SampleCrates.ofText(name, version, "the bytes of " + name + " " + version);
    }

    /** Upstream's line. */
    public static IndexLine line(SampleCrate crate) {
        return IndexLine.parse(crate.indexLine(Instant.EPOCH));
    }

    /** Upstream's line once the version is yanked. */
    public static IndexLine yankedLine(SampleCrate crate) {
        return IndexLine.parse(line(crate).json().replace("\"yanked\":false", "\"yanked\":true"));
    }

    /** The torrent by the recipe. */
    public static CrateTorrent torrent(SampleCrate crate) {
        return TorrentRecipe.of(crate.name(), crate.version(), crate.content());
    }

    /** The line as it ought to be published. */
    public static String published(IndexLine line, SampleCrate crate) {
        return line.withTorrent(torrent(crate).entry());
    }

    /** Content and torrent are stored. */
    public static TorrentBuilt built(SampleCrate crate, long offset) {
        return new TorrentBuilt(
                Registry.CRATES_IO, COMMIT, offset, line(crate), torrent(crate).entry());
    }

    /** No torrent could be made. */
    public static TorrentFailed failed(SampleCrate crate, long offset) {
        return new TorrentFailed(
                Registry.CRATES_IO,
                COMMIT,
                offset,
                line(crate),
                FailureReason.CKSUM_MISMATCH,
                "other bytes");
    }

    /** First seen. */
    public static Forwarded published(SampleCrate crate, long offset) {
        return forwarded(
                new IndexEvent.VersionPublished(Registry.CRATES_IO, COMMIT, line(crate)), offset);
    }

    /** Yanked. */
    public static Forwarded yanked(SampleCrate crate, long offset) {
        return forwarded(
                new IndexEvent.VersionYanked(Registry.CRATES_IO, COMMIT, yankedLine(crate)),
                offset);
    }

    /** Gone. */
    public static Forwarded deleted(SampleCrate crate, long offset) {
        return forwarded(
                new IndexEvent.VersionDeleted(Registry.CRATES_IO, COMMIT, line(crate)), offset);
    }

    /** Gone, all versions of this spelling of its name. */
    public static Forwarded crateDeleted(SampleCrate crate, long offset) {
        return forwarded(
                new IndexEvent.CrateDeleted(Registry.CRATES_IO, COMMIT, crate.name()), offset);
    }

    /** Which version. */
    public static VersionIdentity identity(SampleCrate crate) {
        return new VersionIdentity(
                Registry.CRATES_IO,
                CrateName.of(crate.name().value()),
                CrateVersion.of(crate.version().value()),
                crate.cksum());
    }

    /** A seeder holds it. */
    public static SeedingStarted started(SampleCrate crate, String seeder) {
        return new SeedingStarted(identity(crate), SEED_SET, seeder, Instant.EPOCH);
    }

    /** A seeder held it. */
    public static SeedingStopped stopped(SampleCrate crate, String seeder) {
        return new SeedingStopped(identity(crate), SEED_SET, seeder, Instant.EPOCH);
    }

    private static Forwarded forwarded(IndexEvent change, long offset) {
        return new Forwarded(change, offset);
    }
}

package dev.torrentcrates.seeder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.event.CksumDenied;
import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent.Forwarded;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.state.VersionState;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Versions, and what the torrentizer says of them. */
final class Versions {
    private static final Commit COMMIT = new Commit("a".repeat(40), Instant.EPOCH);

    private Versions() {}

    static SampleCrate crate(String name, String content) {
        return SampleCrates.ofText(name, "1.0.0", content);
    }

    static TorrentBuilt built(SampleCrate crate, long indexOffset) {
        return new TorrentBuilt(
                Registry.CRATES_IO, COMMIT, indexOffset, line(crate), torrent(crate).entry());
    }

    static Forwarded deleted(SampleCrate crate, long indexOffset) {
        return new Forwarded(
                new IndexEvent.VersionDeleted(Registry.CRATES_IO, COMMIT, line(crate)),
                indexOffset);
    }

    static Forwarded crateDeleted(SampleCrate crate, long indexOffset) {
        return new Forwarded(
                new IndexEvent.CrateDeleted(Registry.CRATES_IO, COMMIT, crate.name()), indexOffset);
    }

    static Recorded denied(SampleCrate crate) {
        return ofDenied(crate, new CksumDenied(crate.cksum(), "a test", Instant.EPOCH));
    }

    static Recorded allowedAgain(SampleCrate crate) {
        return ofDenied(crate, null);
    }

    static SeededVersion version(SampleCrate crate) {
        return SeededVersion.of(
                "crates.io", new VersionState.Built(0, line(crate), torrent(crate).entry()));
    }

    static CrateTorrent torrent(SampleCrate crate) {
        return TorrentRecipe.of(crate.name(), crate.version(), crate.content());
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static Recorded ofDenied(SampleCrate crate, @Nullable CksumDenied event) {
        return new Recorded(Topics.DENIED, 0, 0, crate.cksum().hex(), event);
    }

    private static IndexLine line(SampleCrate crate) {
        return IndexLine.parse(crate.indexLine(Instant.EPOCH));
    }
}

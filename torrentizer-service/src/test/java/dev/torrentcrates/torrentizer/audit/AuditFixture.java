package dev.torrentcrates.torrentizer.audit;

import static dev.torrentcrates.torrentizer.Fixture.COMMIT;

import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.eventlog.EventSink;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.attempt.Attempts;
import dev.torrentcrates.torrentizer.attempt.RetryPolicy;
import dev.torrentcrates.torrentizer.build.CrateBuilder;
import dev.torrentcrates.torrentizer.build.FailingBlobStore;
import dev.torrentcrates.torrentizer.build.StoredVersions;
import dev.torrentcrates.torrentizer.parked.ParkedKeys;
import dev.torrentcrates.torrentizer.progress.Perseverance;
import dev.torrentcrates.torrentizer.upstream.CrateSource;
import dev.torrentcrates.upstream.sample.SampleCrate;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** What is audited, and with what. */
final class AuditFixture {
    private AuditFixture() {}

    static Inspector inspector(
            FailingBlobStore store,
            CrateSource source,
            EventSink sink,
            ParkedKeys parked,
            AuditCounts counts) {
        StoredVersions stored = new StoredVersions(store);
        Attempts attempts =
                new Attempts(
                        new CrateBuilder(source, stored),
                        new RetryPolicy(
                                Duration.ZERO,
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(5),
                                Duration.ofDays(7),
                                Duration.ofHours(1)),
                        Fixture.nothingDenied(),
                        new Perseverance(),
                        InstantSource.fixed(Fixture.NOON));
        return new Inspector(stored, attempts, sink, parked, counts);
    }

    static TorrentBuilt built(SampleCrate crate) {
        return new TorrentBuilt(
                Registry.CRATES_IO, COMMIT, 17, Fixture.line(crate), torrent(crate).entry());
    }

    static CrateTorrent torrent(SampleCrate crate) {
        return TorrentRecipe.of(crate.name(), crate.version(), crate.content());
    }

    static BlobKey contentKey(SampleCrate crate) {
        return BlobKey.crate(crate.cksum());
    }

    static BlobKey torrentKey(SampleCrate crate) {
        return BlobKey.torrent(crate.cksum(), crate.name(), crate.version());
    }

    /** Content and torrent, as they ought to be. */
    static void store(FailingBlobStore store, SampleCrate crate) throws IOException {
        store.replace(contentKey(crate), crate.content());
        store.replace(torrentKey(crate), torrent(crate).torrentFile());
    }
}

package dev.torrentcrates.torrentizer.build;

import static dev.torrentcrates.event.Registry.CRATES_IO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.BlobStore;
import dev.torrentcrates.storage.MemoryBlobStore;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.build.BuildOutcome.Built;
import dev.torrentcrates.torrentizer.build.BuildOutcome.NotYet;
import dev.torrentcrates.torrentizer.build.BuildOutcome.Refused;
import dev.torrentcrates.torrentizer.upstream.MemoryCrateSource;
import dev.torrentcrates.upstream.download.DownloadFault;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrateBuilderTest {
    private static final int MAX_LENGTH = 10_000_000;

    /** More than one piece, so that the torrent has piece layers. */
    private static final SampleCrate CRATE = SampleCrates.large("Built_crate", "1.0.0", 5_000_000);

    private static final VersionIdentity VERSION =
            VersionIdentity.of(CRATES_IO, Fixture.line(CRATE));
    private static final CrateTorrent TORRENT =
            TorrentRecipe.of(CRATE.name(), CRATE.version(), CRATE.content());
    private static final BlobKey CONTENT_KEY = BlobKey.crate(CRATE.cksum());
    private static final BlobKey TORRENT_KEY =
            BlobKey.torrent(CRATE.cksum(), CRATE.name(), CRATE.version());

    private final MemoryCrateSource source = new MemoryCrateSource(MAX_LENGTH);
    private final MemoryBlobStore store = new MemoryBlobStore();

    @Test
    void contentAndTorrentAreStored() throws Exception {
        source.put(CRATE);

        assertThat(build(store)).isEqualTo(new Built(TORRENT.entry(), CRATE.content().length));
        assertThat(store.get(CONTENT_KEY, MAX_LENGTH)).isEqualTo(CRATE.content());
        assertThat(store.get(TORRENT_KEY, MAX_LENGTH)).isEqualTo(TORRENT.torrentFile());
    }

    @Test
    void whatIsStoredIsNotDownloadedAgain() throws Exception {
        source.put(CRATE);
        build(store);

        assertThat(build(store)).isEqualTo(new Built(TORRENT.entry(), 0));
        assertThat(source.requests()).isEqualTo(1);
    }

    @Test
    void aCrashBetweenTheTwoPutsIsMendedFromStorage() throws Exception {
        source.put(CRATE);
        FailingBlobStore failing = new FailingBlobStore();
        failing.fail(TORRENT_KEY, FailingBlobStore.Failure.ALWAYS);
        assertThatIOException().isThrownBy(() -> build(failing));
        assertThat(failing.stat(CONTENT_KEY)).isPresent();
        assertThat(failing.stat(TORRENT_KEY)).isEmpty();

        failing.mend(TORRENT_KEY);

        assertThat(build(failing)).isEqualTo(new Built(TORRENT.entry(), 0));
        assertThat(failing.get(TORRENT_KEY, MAX_LENGTH)).isEqualTo(TORRENT.torrentFile());
    }

    @Test
    void twoTorrentizersStoreTheSameTorrent() throws Exception {
        source.put(CRATE);
        MemoryBlobStore other = new MemoryBlobStore();
        build(store);
        build(other);

        assertThat(other.get(TORRENT_KEY, MAX_LENGTH))
                .isEqualTo(store.get(TORRENT_KEY, MAX_LENGTH));
    }

    @Test
    void wrongBytesAreNeverStored() throws Exception {
        source.put(CRATE);
        source.plan(CRATE, DownloadFault.otherBytes());

        assertThat(notYet(build(store)).reason()).isEqualTo(FailureReason.CKSUM_MISMATCH);
        assertThat(store.stat(CONTENT_KEY)).isEmpty();
    }

    @Test
    void whatUpstreamLacksMayComeLater() throws Exception {
        assertThat(notYet(build(store)).reason()).isEqualTo(FailureReason.NOT_FOUND);

        source.put(CRATE);
        source.plan(CRATE, DownloadFault.unavailableFor(Duration.ofSeconds(3)));
        NotYet unavailable = notYet(build(store));
        assertThat(unavailable.reason()).isEqualTo(FailureReason.UPSTREAM_UNAVAILABLE);
        assertThat(unavailable.retryAfter()).contains(Duration.ofSeconds(3));
    }

    @Test
    void anEmptyFileIsRefused() throws Exception {
        SampleCrate empty = SampleCrates.ofText("empty", "1.0.0", "");
        source.put(empty);

        assertThat(
                        builder(store)
                                .build(
                                        VersionIdentity.of(CRATES_IO, Fixture.line(empty)),
                                        Duration.ofDays(1)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        it -> assertThat(it.reason()).isEqualTo(FailureReason.LENGTH_REFUSED));
    }

    @Test
    void damagedContentIsReplacedFromUpstream() throws Exception {
        for (byte[] damaged : List.of(new byte[] {1, 2, 3}, new byte[0], altered())) {
            store.replace(CONTENT_KEY, damaged);
            source.put(CRATE);

            assertThat(build(store)).isEqualTo(new Built(TORRENT.entry(), CRATE.content().length));
            assertThat(store.get(CONTENT_KEY, MAX_LENGTH)).isEqualTo(CRATE.content());
            assertThat(store.get(TORRENT_KEY, MAX_LENGTH)).isEqualTo(TORRENT.torrentFile());
        }
    }

    @Test
    void damagedContentIsNeverAnnouncedAndStaysWhereUpstreamCannotHelp() throws Exception {
        store.putIfAbsent(CONTENT_KEY, altered());

        assertThat(notYet(build(store)).reason()).isEqualTo(FailureReason.NOT_FOUND);
        assertThat(store.get(CONTENT_KEY, MAX_LENGTH)).isEqualTo(altered());
        assertThat(store.stat(TORRENT_KEY)).isEmpty();
    }

    @Test
    void anotherTorrentIsReplacedWithoutADownload() throws Exception {
        source.put(CRATE);
        build(store);
        store.replace(TORRENT_KEY, new byte[] {1});

        assertThat(build(store)).isEqualTo(new Built(TORRENT.entry(), 0));
        assertThat(store.get(TORRENT_KEY, MAX_LENGTH)).isEqualTo(TORRENT.torrentFile());
    }

    @Test
    void anotherTorrentBesideMissingContentIsReplacedToo() throws Exception {
        source.put(CRATE);
        store.putIfAbsent(TORRENT_KEY, new byte[] {1});

        build(store);

        assertThat(store.get(TORRENT_KEY, MAX_LENGTH)).isEqualTo(TORRENT.torrentFile());
    }

    private static byte[] altered() {
        byte[] content = CRATE.content().clone();
        content[content.length / 2] ^= 1;
        return content;
    }

    private BuildOutcome build(BlobStore into) throws IOException, InterruptedException {
        return builder(into).build(VERSION, Duration.ofDays(1));
    }

    private CrateBuilder builder(BlobStore into) {
        return new CrateBuilder(source, new StoredVersions(into));
    }

    private static NotYet notYet(BuildOutcome outcome) {
        assertThat(outcome).isInstanceOf(NotYet.class);
        return (NotYet) outcome;
    }
}

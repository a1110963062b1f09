package dev.torrentcrates.indexservice.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.indexservice.Crates;
import dev.torrentcrates.indexservice.view.PublishedVersion;
import dev.torrentcrates.state.CrateState;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.MemoryBlobStore;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrateContentTest {
    /** More than it reads at a time. */
    private static final int READS = 200;

    private final MemoryBlobStore storage = new MemoryBlobStore();
    private final CrateContent content = new CrateContent(storage);
    private final SampleCrate large =
            SampleCrates.ofText("large", "1.0.0", "0123456789".repeat(900_000));

    @Test
    void theTorrentOfOnePieceNeedsNoStorage() throws IOException {
        SampleCrate small = Crates.crate("small");

        assertThat(content.complete(published(small))).isEqualTo(Crates.torrent(small));
    }

    @Test
    void pieceLayersComeFromTheStoredTorrent() throws IOException {
        storage.putIfAbsent(key(large), Crates.torrent(large).torrentFile());

        CrateTorrent complete = content.complete(published(large));

        assertThat(complete).isEqualTo(Crates.torrent(large));
        assertThat(complete.isComplete()).isTrue();
    }

    @Test
    void aStoredTorrentThatIsAnotherOneIsNotServed() throws IOException {
        SampleCrate other = SampleCrates.ofText("large", "1.0.0", "9876543210".repeat(900_000));
        storage.putIfAbsent(key(large), Crates.torrent(other).torrentFile());

        assertThatThrownBy(() -> content.complete(published(large)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not the torrent that was built");
    }

    @Test
    void aPartIsRead() throws IOException {
        SampleCrate crate = Crates.crate("part");
        storage.putIfAbsent(BlobKey.crate(crate.cksum()), crate.content());

        try (InputStream part = content.open(published(crate), 4, 5)) {
            assertThat(part.readAllBytes()).asString().isEqualTo("bytes");
        }
    }

    @Test
    void readsThatEndedOrFailedMakeRoomForOthers() throws IOException {
        PublishedVersion version = published(large);
        for (int i = 0; i < READS; i++) {
            assertThatThrownBy(() -> content.open(version, 0, 1)).isInstanceOf(IOException.class);
        }
        storage.putIfAbsent(BlobKey.crate(large.cksum()), large.content());
        for (long length : new long[] {1, large.content().length}) {
            for (int i = 0; i < READS; i++) {
                InputStream stream = content.open(version, 0, length);
                stream.close();
                stream.close();
            }
        }
    }

    @Test
    void shortContentOccupiesNoReadWhileItIsSent() throws IOException {
        SampleCrate crate = Crates.crate("room");
        storage.putIfAbsent(BlobKey.crate(crate.cksum()), crate.content());
        List<InputStream> open = new ArrayList<>();
        for (int i = 0; i < READS; i++) {
            open.add(content.open(published(crate), 0, crate.content().length));
        }

        assertThat(open.getLast().readAllBytes()).isEqualTo(crate.content());
    }

    private static BlobKey key(SampleCrate crate) {
        return BlobKey.torrent(crate.cksum(), crate.name(), crate.version());
    }

    private static PublishedVersion published(SampleCrate crate) {
        return PublishedVersion.of(
                CrateState.UNKNOWN.apply(Crates.built(crate, 1)).built().findFirst().orElseThrow());
    }
}

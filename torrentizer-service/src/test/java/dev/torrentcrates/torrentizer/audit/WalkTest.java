package dev.torrentcrates.torrentizer.audit;

import static dev.torrentcrates.torrentizer.Fixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.PartitionAudited;
import dev.torrentcrates.event.PartitionAudited.Finding;
import dev.torrentcrates.event.PartitionAudited.Tally;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.build.Stored;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WalkTest {
    private static final SampleCrate CRATE = SampleCrates.library("walked", "1.0.0");
    private static final CrateTorrent TORRENT =
            TorrentRecipe.of(CRATE.name(), CRATE.version(), CRATE.content());
    private static final TorrentBuilt BUILT =
            new TorrentBuilt(
                    Fixture.published(CRATE).registry(),
                    Fixture.COMMIT,
                    17,
                    Fixture.line(CRATE),
                    TORRENT.entry());

    @Test
    void whatIsWrongIsNamed() {
        int length = CRATE.content().length;

        assertThat(finding(new Stored.Sound(TORRENT))).isEmpty();
        assertThat(finding(new Stored.NoContent())).contains(Finding.CONTENT_MISSING);
        assertThat(finding(new Stored.OtherContent(length))).contains(Finding.CONTENT_ALTERED);
        assertThat(finding(new Stored.OtherContent(length - 1)))
                .contains(Finding.CONTENT_TRUNCATED);
        assertThat(finding(new Stored.NoTorrent(TORRENT))).contains(Finding.TORRENT_MISSING);
        assertThat(finding(new Stored.OtherTorrent(TORRENT))).contains(Finding.TORRENT_ALTERED);
    }

    @Test
    void aWalkCountsWhatItMeets() {
        Walk walk =
                Walk.begin(3, NOON)
                        .past(4)
                        .pastSound(7, 100)
                        .pastDamaged(8, 10, Finding.CONTENT_ALTERED, Walk.Fate.REBUILT)
                        .pastDamaged(9, 20, Finding.CONTENT_ALTERED, Walk.Fate.PARKED)
                        .pastDamaged(12, 30, Finding.TORRENT_MISSING, Walk.Fate.LEFT);

        assertThat(walk.nextOffset()).isEqualTo(13);
        assertThat(walk.tally())
                .isEqualTo(
                        new Tally(
                                4,
                                160,
                                Map.of(Finding.CONTENT_ALTERED, 2L, Finding.TORRENT_MISSING, 1L),
                                1,
                                1));
    }

    @Test
    void aWalkThatIsResumedIsTheWalkThatWasInterrupted() {
        Walk walk = Walk.begin(3, NOON).pastDamaged(8, 10, Finding.CONTENT_MISSING, Walk.Fate.LEFT);

        PartitionAudited progress = walk.progress(NOON.plusSeconds(60));

        assertThat(progress.complete()).isFalse();
        assertThat(Walk.resume(progress)).isEqualTo(walk);
        assertThat(walk.end(NOON.plusSeconds(61)).complete()).isTrue();
    }

    private static Optional<Finding> finding(Stored stored) {
        return Walk.finding(stored, BUILT);
    }
}

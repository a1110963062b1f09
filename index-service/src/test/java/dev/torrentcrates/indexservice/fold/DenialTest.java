package dev.torrentcrates.indexservice.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.event.CksumDenied;
import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.VisibleEvent;
import dev.torrentcrates.event.VisibleEvent.VersionVisible;
import dev.torrentcrates.event.VisibleEvent.VersionWithdrawn;
import dev.torrentcrates.indexservice.Crates;
import dev.torrentcrates.indexservice.view.CrateView;
import dev.torrentcrates.indexservice.view.LiveSeeders;
import dev.torrentcrates.indexservice.view.Standing;
import dev.torrentcrates.indexservice.view.View;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator denies goes, whatever its name, and comes back when that is lifted. */
class DenialTest {
    private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");

    private final SampleCrate crate = Crates.crate("judged");
    private final CksumDenied denial = new CksumDenied(crate.cksum(), "a test", NOW);
    private View view = new View();
    private Fold fold = fold();

    /** The log, without the denials that compaction took away. */
    private final List<Event> log = new ArrayList<>();

    private final List<VisibleEvent> told = new ArrayList<>();

    @Test
    void aVisibleVersionIsWithdrawnWithTheOffsetOfItsLine() {
        applyAll(Crates.built(crate, 1), Crates.started(crate, "a"), Crates.yanked(crate, 5));

        applyAll(denial);

        assertThat(standing(crate)).isEqualTo(Standing.DENIED);
        assertThat(view(crate).file()).isEmpty();
        assertThat(told).hasSize(2);
        assertThat(told.get(1)).isInstanceOf(VersionWithdrawn.class);
        assertThat(told.get(1).indexOffset()).isEqualTo(5);
        assertThat(told.get(1).identity()).isEqualTo(Crates.identity(crate));
    }

    @Test
    void theTrackerKnowsNoneOfItsHashesAnyMore() {
        applyAll(Crates.built(crate, 1), Crates.started(crate, "a"));
        assertThat(hashes()).allSatisfy(hash -> assertThat(view.tracked(hash)).isPresent());

        applyAll(denial);

        assertThat(hashes()).allSatisfy(hash -> assertThat(view.tracked(hash)).isEmpty());
    }

    @Test
    void everyCrateWithTheseBytesIsConcernedAndNoOtherVersion() {
        SampleCrate twin = SampleCrates.ofText("twin", "1.0.0", "the bytes of judged 1.0.0");
        SampleCrate next = Crates.crate("judged", "1.0.1");
        applyAll(Crates.built(crate, 1), Crates.started(crate, "a"));
        applyAll(Crates.built(twin, 1), Crates.started(twin, "a"));
        applyAll(Crates.built(next, 2), Crates.started(next, "a"));

        applyAll(denial);

        assertThat(standing(crate)).isEqualTo(Standing.DENIED);
        assertThat(standing(twin)).isEqualTo(Standing.DENIED);
        assertThat(standing(next)).isEqualTo(Standing.VISIBLE);
        assertThat(told)
                .filteredOn(VersionWithdrawn.class::isInstance)
                .extracting(VisibleEvent::identity)
                .containsExactlyInAnyOrder(Crates.identity(crate), Crates.identity(twin));
    }

    @Test
    void neitherAnUpsertNorARepublicationBringsItBack() {
        applyAll(Crates.built(crate, 1), Crates.started(crate, "a"), denial);

        applyAll(Crates.yanked(crate, 2));
        assertThat(standing(crate)).isEqualTo(Standing.DENIED);
        applyAll(Crates.deleted(crate, 3));
        assertThat(standing(crate)).isEqualTo(Standing.DELETED);
        applyAll(Crates.built(crate, 4), Crates.started(crate, "b"));

        assertThat(standing(crate)).isEqualTo(Standing.DENIED);
        assertThat(told).isEmpty();
    }

    @Test
    void otherBytesUnderTheSameVersionAreNotDenied() {
        SampleCrate mended = SampleCrates.ofText("judged", "1.0.0", "harmless bytes");
        applyAll(Crates.built(crate, 1), Crates.started(crate, "a"), denial);

        applyAll(Crates.deleted(crate, 2), Crates.built(mended, 3), Crates.started(mended, "a"));

        assertThat(standing(mended)).isEqualTo(Standing.VISIBLE);
    }

    @Test
    void whatIsLiftedIsVisibleAgainThoughItsSeedersHadStopped() {
        applyAll(Crates.built(crate, 1), Crates.started(crate, "a"));
        applyAll(denial);
        applyAll(Crates.stopped(crate, "a"));

        lift();

        assertThat(standing(crate)).isEqualTo(Standing.VISIBLE);
        assertThat(hashes()).allSatisfy(hash -> assertThat(view.tracked(hash)).isPresent());
        assertThat(told).hasSize(3);
        assertThat(told.getLast()).isInstanceOf(VersionVisible.class);
        assertThat(told.getLast().indexOffset()).isEqualTo(1);
    }

    @Test
    void aVersionThatWasNotBuiltIsDeniedFirstOfAllAndWhatItWasBeforeWhenThatIsLifted() {
        applyAll(Crates.failed(crate, 1));
        assertThat(standing(crate)).isEqualTo(Standing.FAILED);

        applyAll(denial);
        assertThat(standing(crate)).isEqualTo(Standing.DENIED);

        lift();
        assertThat(standing(crate)).isEqualTo(Standing.FAILED);
        applyAll(Crates.built(crate, 1), Crates.started(crate, "a"));
        assertThat(standing(crate)).isEqualTo(Standing.VISIBLE);
    }

    @Test
    void aRestartForgetsNeitherADenialNorThatItWasLifted() {
        applyAll(Crates.built(crate, 1), Crates.started(crate, "a"));
        applyAll(denial);

        restart();
        assertThat(standing(crate)).isEqualTo(Standing.DENIED);
        assertThat(fold.news(10, NOW).events()).isEmpty();

        lift();
        assertThat(standing(crate)).isEqualTo(Standing.VISIBLE);
        restart();
        assertThat(standing(crate)).isEqualTo(Standing.VISIBLE);
        assertThat(fold.news(10, NOW).events()).isEmpty();
    }

    @Test
    void whatWasDeniedWhileTheServiceWasAwayIsWithdrawnAtTheStart() {
        applyAll(Crates.built(crate, 1), Crates.started(crate, "a"));
        log.addFirst(denial);

        restart();

        assertThat(standing(crate)).isEqualTo(Standing.DENIED);
        assertThat(fold.news(10, NOW).events())
                .singleElement()
                .isInstanceOf(VersionWithdrawn.class);
    }

    @Test
    void aTombstoneUnderAKeyThatIsNoCksumIsRefused() {
        assertThatThrownBy(() -> fold.takeBack(Topics.DENIED, "no cksum"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** As the tail does it, brokers willing. */
    private void applyAll(Event... events) {
        List.of(events).forEach(fold::apply);
        log.addAll(List.of(events));
        show();
    }

    private void lift() {
        fold.takeBack(Topics.DENIED, crate.cksum().hex());
        log.remove(denial);
        show();
    }

    private void show() {
        fold.show();
        News news = fold.news(10, NOW.plusMillis(log.size()));
        fold.announced(news);
        told.addAll(news.events());
        log.addAll(news.events());
    }

    private void restart() {
        view = new View();
        fold = fold();
        log.forEach(fold::apply);
        fold.show();
    }

    private Fold fold() {
        return new Fold(new Gate(1), view, new LiveSeeders(Duration.ofSeconds(30)));
    }

    private List<Btih> hashes() {
        CrateTorrent torrent = Crates.torrent(crate);
        return List.of(
                torrent.btih(),
                torrent.btmh().truncated(),
                Btih.ofInfoDict(torrent.companionInfoDict()));
    }

    private CrateView view(SampleCrate of) {
        return view.crate(Registry.CRATES_IO, of.name()).orElseThrow();
    }

    private Standing standing(SampleCrate of) {
        return view(of).version(of.version()).orElseThrow().standing();
    }
}

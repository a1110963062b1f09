package dev.torrentcrates.indexservice.fold;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.event.EncodedEvent;
import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.EventCodec;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.VisibleEvent;
import dev.torrentcrates.event.VisibleEvent.VersionVisible;
import dev.torrentcrates.event.VisibleEvent.VersionWithdrawn;
import dev.torrentcrates.indexservice.Crates;
import dev.torrentcrates.indexservice.view.LiveSeeders;
import dev.torrentcrates.indexservice.view.NotCaughtUpException;
import dev.torrentcrates.indexservice.view.PublishedFile;
import dev.torrentcrates.indexservice.view.Standing;
import dev.torrentcrates.indexservice.view.View;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fold, by the events that go in and what readers and the world then learn. */
class FoldTest {
    private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
    private static final int ALL = 1_000;

    private final SampleCrate crate = Crates.crate("folded");
    private final View view = new View();
    private final Fold fold = fold(view, 1);

    /** What was announced: the log of {@code visible-events}. */
    private final List<VisibleEvent> told = new ArrayList<>();

    @Test
    void nothingIsAnsweredBeforeTheLogWasRead() {
        fold.apply(Crates.built(crate, 1));
        fold.apply(Crates.started(crate, "a"));

        assertThat(view.isCaughtUp()).isFalse();
        assertThatThrownBy(() -> file(view)).isInstanceOf(NotCaughtUpException.class);
        assertThatThrownBy(() -> view.tracked(Crates.torrent(crate).btih()))
                .isInstanceOf(NotCaughtUpException.class);
        fold.show();
        assertThat(file(view)).isNotEmpty();
    }

    @Test
    void theSameLogGivesTheSameBytesToWhoeverReadsIt() {
        SampleCrate other = Crates.crate("folded", "1.0.1");
        List<Event> log = new ArrayList<>();
        log.add(Crates.built(crate, 1));
        log.add(Crates.started(crate, "a"));
        log.add(Crates.yanked(crate, 2));
        log.add(Crates.built(other, 3));
        log.add(Crates.started(other, "a"));
        log.add(Crates.stopped(crate, "a"));
        applyAll(log);
        log.addAll(told);

        View second = new View();
        Fold again = fold(second, 1);
        log.forEach(again::apply);
        again.show();

        assertThat(file(second)).isEqualTo(file(view));
        assertThat(etag(second)).isEqualTo(etag(view));
        assertThat(again.news(ALL, NOW).events()).isEmpty();
    }

    @Test
    void theOrderAmongTopicsChangesNothing() {
        fold.apply(Crates.started(crate, "a"));
        fold.apply(Crates.built(crate, 1));
        fold.show();

        assertThat(file(view)).isEqualTo(Crates.published(Crates.line(crate), crate) + "\n");
    }

    @Test
    void aVersionStaysVisibleWhateverBecomesOfItsSeeders() {
        applyAll(List.of(Crates.built(crate, 1), Crates.started(crate, "a")));
        String before = file(view);

        applyAll(List.of(Crates.stopped(crate, "a")));

        assertThat(file(view)).isEqualTo(before);
        assertThat(told).hasSize(1);
    }

    @Test
    void compactionOfSeedEventsHidesNothingThatWasAnnounced() {
        Fold two = fold(view, 2);
        two.apply(Crates.built(crate, 1));
        two.apply(Crates.started(crate, "a"));
        two.show();
        assertThat(standing(view)).isEqualTo(Standing.BUILT);
        two.apply(Crates.started(crate, "b"));
        two.show();
        assertThat(standing(view)).isEqualTo(Standing.VISIBLE);
        List<VisibleEvent> announced = two.news(ALL, NOW).events();

        View second = new View();
        Fold compacted = fold(second, 2);
        compacted.apply(Crates.built(crate, 1));
        compacted.apply(Crates.started(crate, "b"));
        announced.forEach(compacted::apply);
        compacted.show();

        assertThat(standing(second)).isEqualTo(Standing.VISIBLE);
    }

    @Test
    void oneSeederThatReportsTwiceIsOneSeeder() {
        Fold two = fold(view, 2);
        two.apply(Crates.built(crate, 1));
        two.apply(Crates.started(crate, "a"));
        two.apply(Crates.started(crate, "a"));
        two.show();

        assertThat(standing(view)).isEqualTo(Standing.BUILT);
    }

    @Test
    void reportsOfOtherBytesDoNotCount() {
        SampleCrate replaced = SampleCrates.ofText("folded", "1.0.0", "other bytes");
        applyAll(
                List.of(
                        Crates.started(crate, "a"),
                        Crates.deleted(crate, 2),
                        Crates.built(replaced, 3)));

        assertThat(standing(view)).isEqualTo(Standing.BUILT);
    }

    @Test
    void aReplacementIsAWithdrawalAndThenANewVersion() {
        SampleCrate replaced = SampleCrates.ofText("folded", "1.0.0", "other bytes");
        applyAll(List.of(Crates.built(crate, 1), Crates.started(crate, "a")));

        applyAll(List.of(Crates.built(replaced, 3), Crates.started(replaced, "a")));

        assertThat(told).hasSize(3);
        assertThat(told.get(1)).isInstanceOf(VersionWithdrawn.class);
        assertThat(told.get(1).line().cksum()).isEqualTo(crate.cksum());
        assertThat(told.get(2)).isInstanceOf(VersionVisible.class);
        assertThat(told.get(2).line().cksum()).isEqualTo(replaced.cksum());
    }

    @Test
    void whatCouldNotBeAnnouncedIsSaidAsItIsLater() {
        fold.apply(Crates.built(crate, 1));
        fold.apply(Crates.started(crate, "a"));
        fold.show();
        assertThat(fold.news(ALL, NOW).events()).hasSize(1); // but the brokers are away

        applyAll(List.of(Crates.yanked(crate, 2)));

        assertThat(told)
                .singleElement()
                .satisfies(event -> assertThat(event.line().yanked()).isTrue())
                .isInstanceOf(VersionVisible.class);
    }

    @Test
    void readingBackWhatItSaidItselfTakesNothingBack() {
        applyAll(List.of(Crates.built(crate, 1), Crates.started(crate, "a")));
        applyAll(List.of(Crates.deleted(crate, 2)));
        assertThat(told).hasSize(2);

        applyAll(told.stream().map(FoldTest::readBack).toList());

        assertThat(told).hasSize(2);
        assertThat(fold.mayHaveNews()).isFalse();
    }

    @Test
    void whatGotIntoTheLogThoughItWasNotAcknowledgedIsPutRight() {
        fold.apply(Crates.built(crate, 1));
        fold.apply(Crates.started(crate, "a"));
        fold.show();
        List<VisibleEvent> notAcknowledged = fold.news(ALL, NOW).events();
        applyAll(List.of(Crates.deleted(crate, 2)));
        assertThat(told).isEmpty();

        applyAll(notAcknowledged);

        assertThat(told).singleElement().isInstanceOf(VersionWithdrawn.class);
    }

    @Test
    void theTrackerKnowsEveryHashOfWhatIsVisibleAndNoOther() {
        applyAll(List.of(Crates.built(crate, 1), Crates.started(crate, "a")));
        Btih btih = Crates.torrent(crate).btih();
        Btih truncated = Crates.torrent(crate).btmh().truncated();
        Btih companion = Btih.ofInfoDict(Crates.torrent(crate).companionInfoDict());
        assertThat(view.tracked(truncated)).isEqualTo(view.tracked(btih)).isPresent();
        assertThat(view.tracked(companion).orElseThrow().swarm()).isEqualTo(companion);

        applyAll(List.of(Crates.deleted(crate, 2)));

        assertThat(view.tracked(btih)).isEmpty();
        assertThat(view.tracked(truncated)).isEmpty();
        assertThat(view.tracked(companion)).isEmpty();
    }

    @Test
    void versionsAreCountedWhereTheyStand() {
        applyAll(List.of(Crates.built(crate, 1)));
        assertThat(view.counts().versions()).containsEntry(Standing.BUILT, 1);

        applyAll(List.of(Crates.started(crate, "a")));

        assertThat(view.counts().crates()).isEqualTo(1);
        assertThat(view.counts().versions())
                .containsEntry(Standing.BUILT, 0)
                .containsEntry(Standing.VISIBLE, 1);
    }

    /** As the tail does it, brokers willing. */
    private void applyAll(List<? extends Event> events) {
        events.forEach(fold::apply);
        fold.show();
        News news = fold.news(ALL, NOW);
        fold.announced(news);
        told.addAll(news.events());
    }

    private static VisibleEvent readBack(VisibleEvent event) {
        EncodedEvent encoded = EventCodec.encode(event);
        return EventCodec.decode(
                Topics.VISIBLE_EVENTS, encoded.type(), encoded.data().getBytes(UTF_8));
    }

    private Standing standing(View of) {
        return of.crate(Registry.CRATES_IO, crate.name())
                .orElseThrow()
                .versions()
                .getFirst()
                .standing();
    }

    private String file(View of) {
        return of.crate(Registry.CRATES_IO, crate.name())
                .orElseThrow()
                .file()
                .map(file -> new String(file.content(), UTF_8))
                .orElse("");
    }

    private String etag(View of) {
        return of.crate(Registry.CRATES_IO, crate.name())
                .orElseThrow()
                .file()
                .map(PublishedFile::etag)
                .orElse("");
    }

    private static Fold fold(View view, int minSeeders) {
        return new Fold(new Gate(minSeeders), view, new LiveSeeders(Duration.ofSeconds(30)));
    }
}

package dev.torrentcrates.indexservice.fold;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.VisibleEvent;
import dev.torrentcrates.event.VisibleEvent.VersionVisible;
import dev.torrentcrates.event.VisibleEvent.VersionWithdrawn;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.indexservice.Crates;
import dev.torrentcrates.indexservice.view.CrateView;
import dev.torrentcrates.indexservice.view.LiveSeeders;
import dev.torrentcrates.indexservice.view.View;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A crate that is deleted in one spelling of its name, and goes on in another. */
class SpellingsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
    private static final SampleCrate UNDERSCORE = Crates.crate("foo_bar");
    private static final SampleCrate DASH = Crates.crate("foo-bar");

    private final View view = new View();
    private final Fold fold = new Fold(new Gate(1), view, new LiveSeeders(Duration.ofSeconds(30)));
    private final List<VisibleEvent> told = new ArrayList<>();

    @Test
    void aDeletionThatFollowsThePublicationInTheOtherSpellingTakesNothingAway() {
        applyAll(Crates.built(UNDERSCORE, 1), Crates.started(UNDERSCORE, "a"));

        applyAll(Crates.built(DASH, 2), Crates.started(DASH, "a"));
        applyAll(Crates.deleted(UNDERSCORE, 3), Crates.crateDeleted(UNDERSCORE, 4));

        assertThat(file()).isEqualTo(Crates.published(Crates.line(DASH), DASH) + "\n");
        assertThat(crate().name()).isEqualTo(DASH.name());
        assertThat(view.tracked(Crates.torrent(DASH).btih())).isPresent();
        assertThat(view.tracked(Crates.torrent(UNDERSCORE).btih())).isEmpty();
        assertThat(told).hasSize(3);
        assertWithdrawn(told.get(1), UNDERSCORE);
        assertVisible(told.get(2), DASH);
    }

    @Test
    void theSameBytesInTheOtherSpellingAreAWithdrawalAndANewVersion() {
        SampleCrate sameBytes =
                SampleCrates.ofText("foo-bar", "1.0.0", new String(UNDERSCORE.content(), UTF_8));
        applyAll(Crates.built(UNDERSCORE, 1), Crates.started(UNDERSCORE, "a"));

        applyAll(Crates.built(sameBytes, 2), Crates.deleted(UNDERSCORE, 3));

        assertThat(file()).isEqualTo(Crates.published(Crates.line(sameBytes), sameBytes) + "\n");
        assertThat(told).hasSize(3);
        assertWithdrawn(told.get(1), UNDERSCORE);
        assertVisible(told.get(2), sameBytes);
    }

    @Test
    void aWithdrawalThatIsSaidAgainLeavesWhatCameInItsPlace() {
        applyAll(Crates.built(UNDERSCORE, 1), Crates.started(UNDERSCORE, "a"));
        applyAll(Crates.built(DASH, 2), Crates.started(DASH, "a"));
        IndexLine gone = told.get(1).line();

        applyAll(new VersionWithdrawn(Registry.CRATES_IO, 2, gone, NOW.plusSeconds(1)));

        assertThat(told).hasSize(3);
        assertThat(fold.mayHaveNews()).isFalse();
    }

    @Test
    void theNameIsThatOfTheNewestLineWhateverCameFirst() {
        SampleCrate second = Crates.crate("foo-bar", "2.0.0");

        applyAll(Crates.deleted(UNDERSCORE, 3), Crates.built(second, 2));

        assertThat(crate().name()).isEqualTo(DASH.name());
    }

    private static void assertWithdrawn(VisibleEvent event, SampleCrate crate) {
        assertThat(event).isInstanceOf(VersionWithdrawn.class);
        assertThat(event.identity()).isEqualTo(Crates.identity(crate));
    }

    private static void assertVisible(VisibleEvent event, SampleCrate crate) {
        assertThat(event).isInstanceOf(VersionVisible.class);
        assertThat(event.identity()).isEqualTo(Crates.identity(crate));
    }

    private void applyAll(Event... events) {
        List.of(events).forEach(fold::apply);
        fold.show();
        News news = fold.news(10, NOW);
        fold.announced(news);
        told.addAll(news.events());
    }

    private CrateView crate() {
        return view.crate(Registry.CRATES_IO, DASH.name()).orElseThrow();
    }

    private String file() {
        return crate().file().map(file -> new String(file.content(), UTF_8)).orElse("");
    }
}

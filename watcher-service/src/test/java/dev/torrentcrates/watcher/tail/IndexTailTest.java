package dev.torrentcrates.watcher.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.IndexEvent.VersionUnyanked;
import dev.torrentcrates.event.IndexEvent.VersionYanked;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.FencedException;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.store.Published;
import dev.torrentcrates.watcher.tail.TailFixture.Settings;
import dev.torrentcrates.watcher.watch.NamePatterns;
import dev.torrentcrates.watcher.watch.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published where a watcher dies, starts late, sees much at once, or is one too many. */
class IndexTailTest {
    private static final Settings STORE = Settings.in("store");

    @TempDir Path folder;
    private TailFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = TailFixture.shared(folder);
        fixture.upstream.publish(SampleCrates.library("alpha", "1.0.0"));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void whatWasBegunIsPublishedToItsEndEvenWhereUpstreamTookItBack() throws IOException {
        try (TailFixture.Watcher watcher = fixture.watcher(STORE)) {
            watcher.look();
            Published before = watcher.store.published().orElseThrow();
            fixture.upstream.yank("alpha", "1.0.0");
            watcher.look();
            // As if it had died after the brokers had the yank, and before its store said so.
            watcher.store.markPublished(before);
            watcher.store.markPublishing(watcher.source.fetch());
        }
        fixture.upstream.unyank("alpha", "1.0.0");
        fixture.look(STORE);

        assertThat(fixture.published())
                .extracting(event -> (Object) event.getClass())
                .containsExactly(
                        VersionPublished.class,
                        VersionYanked.class,
                        VersionYanked.class,
                        VersionUnyanked.class);
    }

    @Test
    void whatWasBegunAndNeverCameToTheLogIsNotToldWhereUpstreamTookItBack() throws IOException {
        try (TailFixture.Watcher watcher = fixture.watcher(STORE)) {
            watcher.look();
            fixture.upstream.yank("alpha", "1.0.0");
            watcher.store.markPublishing(watcher.source.fetch());
        }
        fixture.upstream.unyank("alpha", "1.0.0");
        fixture.upstream.squash();
        fixture.look(STORE);

        assertThat(fixture.published()).hasSize(1);
    }

    @Test
    void everyCommitSinceTheLastLookIsToldWithItsOwnIdAndTime() throws IOException {
        fixture.look(STORE);
        Commit yank = fixture.upstream.yank("alpha", "1.0.0");
        Commit unyank = fixture.upstream.unyank("alpha", "1.0.0");
        Commit beta = fixture.upstream.publish(SampleCrates.library("beta", "1.0.0"));
        fixture.look(STORE);

        assertThat(fixture.published())
                .extracting(IndexEvent::commit)
                .contains(yank, unyank, beta)
                .hasSize(4);
    }

    @Test
    void ofTooManyCommitsOnlyWhatDiffersInTheEndIsTold() throws IOException {
        fixture.look(STORE.with(2));
        fixture.upstream.yank("alpha", "1.0.0");
        fixture.upstream.unyank("alpha", "1.0.0");
        Commit last = fixture.upstream.publish(SampleCrates.library("beta", "1.0.0"));
        fixture.look(STORE.with(2));

        assertThat(fixture.published()).hasSize(2);
        assertThat(fixture.published()).extracting(IndexEvent::commit).contains(last);
    }

    @Test
    void fromNowOnMeansThatWhatWasThereBeforeIsNoEvent() throws IOException {
        fixture.look(STORE.with(Since.NOW));
        fixture.upstream.publish(SampleCrates.library("beta", "1.0.0"));
        fixture.look(STORE.with(Since.NOW));

        assertThat(fixture.published()).extracting(IndexTailTest::crate).containsExactly("beta");
        fixture.look(STORE.with(Since.BEGINNING));
        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
    }

    @Test
    void aBulkCommitIsPublishedWholeAndSaysWhileItIsNot() throws IOException {
        try (TailFixture alone = TailFixture.alone(folder.resolve("alone"))) {
            alone.upstream.commit(
                    "a bulk job",
                    edit -> {
                        for (int i = 0; i < 20_500; i++) {
                            edit.publish(
                                    SampleCrates.ofText("bulk-" + i % 50, "1.0." + i, "bytes"));
                        }
                    });
            alone.look(STORE);

            assertThat(alone.published()).hasSize(20_500).doesNotHaveDuplicates();
            assertThat(alone.checkpoints())
                    .extracting(WatcherCheckpoint::complete)
                    .containsExactly(false, true);
        }
    }

    @Test
    void aWiderSelectionBringsInWhatWasLeftOutAndANarrowerOneFollowsWhatHasEntered()
            throws IOException {
        fixture.upstream.publish(SampleCrates.library("beta", "1.0.0"));
        fixture.look(STORE, only("beta"));
        assertThat(fixture.published()).extracting(IndexTailTest::crate).containsExactly("beta");

        fixture.look(STORE, only("alpha"));
        assertThat(fixture.published())
                .extracting(IndexTailTest::crate)
                .containsExactlyInAnyOrder("beta", "alpha");

        fixture.upstream.yank("beta", "1.0.0");
        fixture.upstream.publish(SampleCrates.library("beta", "1.0.1"));
        fixture.look(STORE, only("alpha"));
        assertThat(fixture.published())
                .filteredOn(VersionYanked.class::isInstance)
                .extracting(IndexTailTest::crate)
                .containsExactly("beta");
        assertThat(fixture.published()).hasSize(3);

        fixture.look(STORE, Selection.EVERYTHING);
        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
        assertThat(fixture.published()).hasSize(4);
    }

    @Test
    void whereTheSelectionChangedCommitsAreStillFollowedOneByOne() throws IOException {
        fixture.upstream.publish(SampleCrates.library("beta", "1.0.0"));
        fixture.look(STORE, only("alpha"));
        List<Commit> commits =
                List.of(
                        fixture.upstream.publish(SampleCrates.library("alpha", "2.0.0")),
                        fixture.upstream.yank("alpha", "2.0.0"),
                        fixture.upstream.unyank("alpha", "2.0.0"));
        fixture.look(STORE, only("alpha", "beta"));

        assertThat(fixture.published())
                .filteredOn(event -> crate(event).equals("alpha"))
                .extracting(IndexEvent::commit)
                .hasSize(4)
                .endsWith(commits.toArray(Commit[]::new));
        assertThat(fixture.published()).extracting(IndexTailTest::crate).contains("beta");
        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
    }

    @Test
    void manyDeletionsOfWhatNobodyFollowsAreNoReasonToSkipCommits() throws IOException {
        List<String> others = IntStream.range(0, 150).mapToObj(i -> "other-" + i).toList();
        fixture.upstream.publishAll(
                others.stream().map(name -> SampleCrates.library(name, "1.0.0")).toList());
        fixture.look(STORE, only("alpha"));
        fixture.upstream.yank("alpha", "1.0.0");
        fixture.upstream.commit("gone", edit -> others.forEach(edit::deleteCrate));
        fixture.upstream.unyank("alpha", "1.0.0");
        fixture.look(STORE, only("alpha"));

        assertThat(fixture.published())
                .extracting(event -> (Object) event.getClass())
                .containsExactly(
                        VersionPublished.class, VersionYanked.class, VersionUnyanked.class);
    }

    @Test
    void aVersionThatStoodTwiceIsFollowedWhenOneOfThemGoes() throws IOException {
        fixture.look(STORE);
        String yanked =
                fixture.upstream
                        .line("alpha", "1.0.0")
                        .replace("\"yanked\":false", "\"yanked\":true");
        fixture.upstream.appendRawLine("al/ph/alpha", yanked);
        fixture.look(STORE);
        assertThat(fixture.published()).hasSize(1);
        fixture.upstream.delete("alpha", "1.0.0");
        fixture.upstream.appendRawLine("al/ph/alpha", yanked);
        fixture.upstream.squash();
        fixture.look(STORE);

        assertThat(fixture.folded()).containsExactly(yanked);
    }

    @Test
    void whereTheIncludeIsTakenAwayTheRestIsTakenForPublishedUnlessAllIsAskedFor()
            throws IOException {
        fixture.upstream.publish(SampleCrates.library("beta", "1.0.0"));
        fixture.look(STORE.with(Since.NOW), only("gamma"));
        fixture.upstream.publish(SampleCrates.library("gamma", "1.0.0"));
        fixture.look(STORE.with(Since.NOW), only("gamma"));
        fixture.upstream.publish(SampleCrates.library("gamma", "1.0.1"));
        fixture.upstream.publish(SampleCrates.library("beta", "1.0.1"));

        fixture.look(STORE.with(Since.NOW), Selection.EVERYTHING);
        assertThat(fixture.published()).extracting(IndexTailTest::crate).containsOnly("gamma");
        assertThat(fixture.published()).hasSize(2);
        fixture.upstream.yank("beta", "1.0.0");
        fixture.upstream.publish(SampleCrates.library("delta", "1.0.0"));
        fixture.look(STORE.with(Since.NOW), Selection.EVERYTHING);
        assertThat(fixture.published())
                .extracting(IndexTailTest::crate)
                .containsExactlyInAnyOrder("gamma", "gamma", "beta", "delta");

        fixture.look(STORE.with(Since.BEGINNING), Selection.EVERYTHING);
        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
    }

    @Test
    void theWatcherThatStartsLaterFencesTheOneBefore() throws IOException {
        try (TailFixture.Watcher first = fixture.watcher(STORE);
                TailFixture.Watcher second = fixture.watcher(Settings.in("other"))) {
            first.look();
            second.look();
            fixture.upstream.yank("alpha", "1.0.0");

            assertThatThrownBy(first::look).isInstanceOf(FencedException.class);
            second.look();
        }
        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
    }

    @Test
    void aWatcherThatWasReplacedSeesItOnTheLogAndDoesNotFightBack() throws IOException {
        try (TailFixture.Watcher first = fixture.watcher(STORE);
                TailFixture.Watcher second = fixture.watcher(Settings.in("other"))) {
            first.look();
            second.look();
            // As after an abort that got no answer: it would have to become the producer again.
            first.events.producer().close();
            fixture.upstream.yank("alpha", "1.0.0");
            assertThatThrownBy(first::look)
                    .isInstanceOf(EventLogException.class)
                    .isNotInstanceOf(FencedException.class);
            assertThatThrownBy(first::look).isInstanceOf(FencedException.class);
            second.look();
        }
        assertThat(fixture.published()).hasSize(2);
    }

    private static Selection only(String... names) {
        return Selection.of(NamePatterns.of("test", List.of(names)), List.of(), NamePatterns.NONE);
    }

    private static String crate(IndexEvent event) {
        return event.crate().value();
    }
}

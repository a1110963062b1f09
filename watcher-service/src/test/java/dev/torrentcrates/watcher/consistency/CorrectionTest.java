package dev.torrentcrates.watcher.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.IndexEvent.VersionYanked;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.watch.LockFile;
import dev.torrentcrates.watcher.watch.NamePatterns;
import dev.torrentcrates.watcher.watch.Selection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the sparse index has and git has not: published, remembered, taken back. */
class CorrectionTest extends ReconcilerFixture {
    @Test
    void whatTheSparseIndexTakesBackIsTakenBack() throws IOException {
        String line = correctAlpha();

        serve("alpha", LATER.plusSeconds(1), line);
        round();

        assertThat(published("alpha")).hasSize(3).last().isInstanceOf(VersionDeleted.class);
    }

    @Test
    void aCorrectionIsRememberedAcrossARestart() throws IOException {
        String line = correctAlpha();

        takeBackAfterRestart(line);
    }

    @Test
    void aCorrectionIsKnownFromTheLogWhereTheWatcherWasKilledBeforeItsStoreSaidSo()
            throws IOException {
        String line = correctAlpha();
        store.forgetPublished();

        takeBackAfterRestart(line);
    }

    @Test
    void aCorrectionThatTheBrokersDidNotTakeIsMadeInTheNextRound() throws IOException {
        serveTwo();
        round();
        round();
        tail.look(SELECTION);
        events.producer().close();

        assertThatThrownBy(() -> reconciler.step(SELECTION)).isInstanceOf(EventLogException.class);

        assertThat(published("alpha")).hasSize(1);
        clock.pass(Duration.ofMinutes(10));
        round();
        assertThat(published("alpha")).hasSize(2).last().isInstanceOf(VersionPublished.class);
        assertThat(published("beta")).hasSize(1);
    }

    @Test
    void aFileThatGitChangesIsGitsAgain() throws IOException {
        correctAlpha();
        upstream.yank("alpha", "1.0.0");
        tail.look(SELECTION);

        assertThat(published("alpha"))
                .hasSize(4)
                .satisfiesOnlyOnce(event -> assertThat(event).isInstanceOf(VersionDeleted.class))
                .satisfiesOnlyOnce(event -> assertThat(event).isInstanceOf(VersionYanked.class));
    }

    @Test
    void anotherCrateThatComesInLeavesCorrectionsAsTheyAre() throws IOException {
        correctAlpha();
        upstream.publish(SampleCrates.library("delta", "1.0.0"));
        tail.look(SELECTION);
        tail.look(
                Selection.of(
                        NamePatterns.of("test", List.of("alpha", "beta", "gamma", "delta")),
                        List.of(),
                        NamePatterns.NONE));

        assertThat(published("delta")).hasSize(1);
        assertThat(published("alpha")).hasSize(2);
    }

    @Test
    void whatWasCorrectedIsNotDeletedWhereItsLineIsDamaged() throws IOException {
        String line = correctAlpha();
        String damaged = line.replace("1.0.0", "2.0.0").replace("false", "17");
        serve("alpha", LATER.plusSeconds(1), line, damaged);
        round();
        round();

        assertThat(published("alpha")).hasSize(2);
    }

    @Test
    void whatTheLogGotWhileARoundWasUnderWayIsNotTakenBack() throws IOException {
        List<String> others = IntStream.range(0, 25).mapToObj(i -> "other-" + i).toList();
        NamePatterns names = NamePatterns.of("test", others);
        Map<String, Set<CrateVersion>> locked =
                Map.of("alpha", Set.of(CrateVersion.of("1.0.0"), CrateVersion.of("9.0.0")));
        Selection some = Selection.of(names, List.of(new LockFile(locked)), NamePatterns.NONE);
        List<String> withAlpha = Stream.concat(others.stream(), Stream.of("alpha")).toList();
        Selection all =
                Selection.of(NamePatterns.of("test", withAlpha), List.of(), NamePatterns.NONE);
        upstream.publish(SampleCrates.library("alpha", "2.0.0"));
        String one = upstream.line("alpha", "1.0.0");
        String two = upstream.line("alpha", "2.0.0");
        serve("alpha", LATER, one, two, one.replace("1.0.0", "9.0.0"));
        for (int round = 0; round < 2; round++) {
            tail.look(some);
            reconciler.step(some);
            reconciler.step(some);
            clock.pass(Duration.ofMinutes(10));
        }
        tail.look(some);
        reconciler.step(some);
        tail.look(all);
        reconciler.step(all);

        assertThat(published("alpha"))
                .extracting(event -> ((VersionPublished) event).line().version().value())
                .containsExactly("1.0.0", "2.0.0");
    }

    @Test
    void theSameCorrectionMadeTwiceIsTwoEvents() throws IOException {
        String line = correctAlpha();
        serve("alpha", LATER.plusSeconds(1), line);
        round();
        serve("alpha", LATER, line, line.replace("1.0.0", "2.0.0"));
        round();
        round();
        round();

        assertThat(published("alpha"))
                .filteredOn(VersionPublished.class::isInstance)
                .hasSize(3)
                .doesNotHaveDuplicates();
    }

    /** The sparse index has a version of alpha that git lacks, and it is published. */
    private String correctAlpha() throws IOException {
        String line = serveTwo();
        round();
        round();
        round();
        assertThat(published("alpha")).hasSize(2);
        return line;
    }

    private String serveTwo() {
        String line = upstream.line("alpha", "1.0.0");
        serve("alpha", LATER, line, line.replace("1.0.0", "2.0.0"));
        return line;
    }

    private void takeBackAfterRestart(String line) throws IOException {
        end();
        begin();
        serve("alpha", LATER.plusSeconds(1), line);
        round();

        assertThat(published("alpha")).hasSize(3).last().isInstanceOf(VersionDeleted.class);
        assertThat(published("beta")).hasSize(1);
    }
}

package dev.torrentcrates.watcher.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.IndexEvent.VersionYanked;
import dev.torrentcrates.eventlog.EventLogException;
import java.io.IOException;
import java.time.Duration;
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

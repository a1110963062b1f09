package dev.torrentcrates.watcher.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.http.TinyServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReconcilerTest extends ReconcilerFixture {
    @Test
    void aVersionThatGitHasMissedIsPublishedOnceAndOnlyAfterTheGrace() throws IOException {
        String missed = upstream.line("alpha", "1.0.0").replace("1.0.0", "2.0.0");
        round();
        WatcherCheckpoint checkpoint = checkpoints().getLast();
        serve("alpha", LATER, upstream.line("alpha", "1.0.0"), missed);

        round();
        round();
        assertThat(published("alpha")).hasSize(1);
        round();
        round();

        assertThat(published("alpha"))
                .hasSize(2)
                .last()
                .isInstanceOfSatisfying(
                        VersionPublished.class,
                        event -> assertThat(event.line().json()).isEqualTo(missed));
        assertThat(checkpoints().getLast().commit()).isEqualTo(checkpoint.commit());
        assertThat(reconciler.report().emitted()).isEqualTo(1);
        assertThat(kinds("alpha")).contains("MISSING_IN_GIT");
    }

    @Test
    void aSparseFileThatIsOlderThanGitsPublishesNothing() throws IOException {
        String old = upstream.line("alpha", "1.0.0");
        upstream.publish(SampleCrates.library("alpha", "2.0.0"));
        serve("alpha", LONG_AGO, old);

        for (int i = 0; i < 5; i++) {
            round();
        }

        assertThat(published("alpha")).hasSize(2).allMatch(VersionPublished.class::isInstance);
        assertThat(kinds("alpha")).contains("MISSING_IN_SPARSE");
    }

    @Test
    void aFewDeletionsThatGitHasMissedArePublished() throws IOException {
        round();
        server.forgets("al/ph/alpha");
        round();
        round();
        round();

        assertThat(published("alpha")).anyMatch(VersionDeleted.class::isInstance);
    }

    @Test
    void aSparseIndexThatHasLostItsFilesDeletesNothing() throws IOException {
        round();
        server.forgets("al/ph/alpha");
        server.forgets("be/ta/beta");
        server.forgets("ga/mm/gamma");
        for (int i = 0; i < 4; i++) {
            round();
        }

        assertThat(CRATES).allSatisfy(crate -> assertThat(published(crate)).hasSize(1));
        assertThat(reconciler.report().withheld()).isEqualTo(3);
    }

    @Test
    void aServerInTroubleStopsTheRoundAndIsTold() throws IOException {
        server.answers("al/ph/alpha", 500, "");
        server.answers("be/ta/beta", 500, "");
        server.answers("ga/mm/gamma", 500, "");
        round();

        assertThat(reconciler.report().trouble()).contains("answers 500");
        assertThat(reconciler.report().compared()).isNull();
    }

    @Test
    void aDamagedSparseFileIsLeftOutAndHoldsUpNoOther() throws IOException {
        round();
        server.answers("al/ph/alpha", 200, "{\"name\":\"alpha\"");
        server.answers("visible/be/ta/beta", 200, "");
        round();
        round();
        round();

        assertThat(reconciler.report().trouble()).contains("not compared (1): alpha");
        assertThat(kinds("beta")).contains("NOT_VISIBLE");
        assertThat(published("alpha")).hasSize(1);
    }

    @Test
    void whatThePipelineDoesNotShowIsReported() throws IOException {
        server.answers("visible/al/ph/alpha", 200, upstream.line("alpha", "1.0.0"));
        round();

        assertThat(kinds("alpha")).isEmpty();
        assertThat(kinds("beta")).containsExactly("NOT_VISIBLE");
        assertThat(reconciler.report().crates()).isEqualTo(3);
    }

    @Test
    void aCrateThatTheServerRefusesIsLeftOutAndHoldsUpNoOther() throws IOException {
        server.answers("al/ph/alpha", 403, "");
        server.answers("visible/be/ta/beta", 403, "");
        server.answers("visible/ga/mm/gamma", 200, upstream.line("gamma", "1.0.0"));
        round();

        assertThat(reconciler.report().compared()).isNotNull();
        assertThat(reconciler.report().trouble()).contains("not compared (1): alpha");
        assertThat(reconciler.report().sources().get("visible")).doesNotContain("403");
        assertThat(kinds("beta")).isEmpty();
    }

    @Test
    void aRoundGoesOnWhereTheServerStoppedIt() throws IOException {
        server.answers("be/ta/beta", 429, "", "Retry-After", "60");
        round();
        assertThat(reconciler.report().compared()).isNull();
        assertThat(reconciler.report().trouble()).contains("429");

        serve("beta", LATER, upstream.line("beta", "1.0.0"));
        round();

        assertThat(reconciler.report().compared()).isNotNull();
        assertThat(reconciler.report().trouble()).isNull();
        assertThat(server.requests())
                .extracting(TinyServer.Request::path)
                .containsOnlyOnce("/al/ph/alpha");
    }

    @Test
    void aRoundThatWasStoppedForTooLongBeginsAnew() throws IOException {
        server.answers("be/ta/beta", 429, "", "Retry-After", "60");
        round();
        serve("beta", LATER, upstream.line("beta", "1.0.0"));
        clock.pass(Duration.ofHours(6));
        round();

        assertThat(reconciler.report().compared()).isNotNull();
        assertThat(server.requests())
                .filteredOn(request -> request.path().equals("/al/ph/alpha"))
                .hasSize(2);
    }
}

package dev.torrentcrates.watcher.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.watcher.log.PublishedLog.Contents;
import dev.torrentcrates.watcher.store.IndexState;
import dev.torrentcrates.watcher.store.Published;
import dev.torrentcrates.watcher.tail.Resumption.Known;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResumptionTest {
    private static final Scope EVERYTHING = Scope.of("everything", Since.BEGINNING);
    private static final IndexState ONE = state("1");
    private static final IndexState TWO = state("2");

    @Test
    void whereStoreAndLogAgreeItGoesOn() {
        assertThat(decide(published(ONE), null, checkpoint(ONE, true, "everything")))
                .isEqualTo(new Resumption.FromPublished());
    }

    @Test
    void whatWasBegunAndIsNotOnTheLogIsForgotten() {
        assertThat(decide(published(ONE), TWO, checkpoint(ONE, true, "everything")))
                .isEqualTo(new Resumption.FromPublished());
        assertThat(decide(published(ONE), ONE, checkpoint(ONE, true, "0123456789abcdef")))
                .as("begun under a selection that is no more")
                .isEqualTo(new Resumption.FromLog());
    }

    @Test
    void aLogThatBeganWithWhatWasNewIsNoneOfAllThatThereIs() {
        Known known =
                new Known(
                        null,
                        null,
                        checkpoint(TWO, true, "everything from now on"),
                        Contents.HAS_EVENTS);

        assertThat(Resumption.decide(known, EVERYTHING)).isEqualTo(new Resumption.FromLog());
        assertThat(Resumption.decide(known, Scope.of("everything", Since.NOW)))
                .isEqualTo(new Resumption.FromUpstream(TWO.commit(), TWO.tree()));
    }

    @Test
    void whatWasBegunAndMayBeOnTheLogIsPublishedAgain() {
        assertThat(decide(published(ONE), TWO, checkpoint(TWO, true, "everything")))
                .isEqualTo(new Resumption.FromStore());
        assertThat(decide(published(ONE), TWO, checkpoint(TWO, false, "everything")))
                .isEqualTo(new Resumption.FromStore());
    }

    @Test
    void whatWasBegunUnderAnotherSelectionIsReadFromTheLog() {
        assertThat(decide(published(ONE), TWO, checkpoint(TWO, true, "0123456789abcdef")))
                .isEqualTo(new Resumption.FromLog());
    }

    @Test
    void aStoreThatIsLostOrOlderThanTheLogGoesOnFromUpstream() {
        Resumption upstream = new Resumption.FromUpstream(TWO.commit(), TWO.tree());

        assertThat(decide(null, null, checkpoint(TWO, true, "everything"))).isEqualTo(upstream);
        assertThat(decide(published(ONE), null, checkpoint(TWO, true, "everything")))
                .isEqualTo(upstream);
    }

    @Test
    void whereThePublishedTreeDoesNotFollowFromUpstreamTheLogIsRead() {
        assertThat(decide(null, null, checkpoint(TWO, false, "everything")))
                .isEqualTo(new Resumption.FromLog());
        assertThat(decide(null, null, checkpoint(TWO, true, "everything after others")))
                .isEqualTo(new Resumption.FromLog());
        assertThat(Resumption.decide(new Known(null, null, null, Contents.HAS_EVENTS), EVERYTHING))
                .isEqualTo(new Resumption.FromLog());
    }

    @Test
    void anEmptyLogIsToldEverythingUnlessOnlyTheNewIsAskedFor() {
        Known known = new Known(published(ONE), null, null, Contents.EMPTY);

        assertThat(Resumption.decide(known, EVERYTHING)).isEqualTo(new Resumption.Anew());
        assertThat(Resumption.decide(known, Scope.of("everything", Since.NOW)))
                .isEqualTo(new Resumption.FromStore());
    }

    @Test
    void aScopeIsReadAsItWasWritten() {
        Scope mixed = Scope.of("everything", Since.NOW).after(Scope.of("abc", Since.NOW));

        assertThat(Scope.parse(mixed.toString())).isEqualTo(mixed);
        assertThat(Scope.parse("no scope at all, this")).isNotEqualTo(mixed);
        assertThat(mixed.inCheckpoint()).isEqualTo("everything from now on after others");
    }

    private static Resumption decide(
            @Nullable Published published,
            @Nullable IndexState publishing,
            WatcherCheckpoint checkpoint) {
        return Resumption.decide(
                new Known(published, publishing, checkpoint, Contents.HAS_EVENTS), EVERYTHING);
    }

    private static Published published(IndexState state) {
        return new Published(state, state.tree(), EVERYTHING.toString());
    }

    private static WatcherCheckpoint checkpoint(
            IndexState state, boolean complete, String selection) {
        return new WatcherCheckpoint(
                Registry.CRATES_IO, state.commit(), state.tree(), complete, selection, "watcher");
    }

    private static IndexState state(String digit) {
        return new IndexState(new Commit(digit.repeat(40), Instant.EPOCH), digit.repeat(39) + "0");
    }
}

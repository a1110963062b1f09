package dev.torrentcrates.state;

import static dev.torrentcrates.state.Happenings.built;
import static dev.torrentcrates.state.Happenings.crateDeleted;
import static dev.torrentcrates.state.Happenings.deleted;
import static dev.torrentcrates.state.Happenings.entry;
import static dev.torrentcrates.state.Happenings.failed;
import static dev.torrentcrates.state.Happenings.line;
import static dev.torrentcrates.state.Happenings.published;
import static dev.torrentcrates.state.Happenings.yanked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.index.IndexLine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Offsets decide, never the order of arrival. */
class CrateStateTest {
    private static final IndexLine LINE = line("demo", "1.0.0", "bytes");
    private static final IndexLine YANKED = line("demo", "1.0.0", "bytes", true);
    private static final IndexLine REPLACED = line("demo", "1.0.0", "new bytes");

    private static final IndexLine UNDERSCORE = line("foo_bar", "1.0.0", "bytes of foo_bar");
    private static final IndexLine DASH = line("foo-bar", "1.0.0", "bytes of foo-bar");

    @Test
    void aVersionThatWasYankedWhileItWasBuiltHasTheNewLineAndTheTorrent() {
        CrateState state = fold(yanked(2, YANKED), built(1, LINE));

        VersionState.Built built = state.built().toList().getFirst();
        assertThat(built.line().yanked()).isTrue();
        assertThat(built.indexOffset()).isEqualTo(2);
        assertThat(built.entry()).isEqualTo(entry(LINE));
        assertThat(built.publishedLine()).contains("\"yanked\":true", ",\"torrent\":{");
    }

    @Test
    void aLateTorrentDoesNotBringADeletedVersionBack() {
        assertThat(fold(deleted(2, LINE), built(1, LINE)).built()).isEmpty();
    }

    @Test
    void aCrateThatIsDeletedTakesItsVersionsAndOneThatComesAfterStays() {
        CrateState deleted = fold(built(1, LINE), crateDeleted(3, "demo"));

        assertThat(deleted.built()).isEmpty();
        assertThat(deleted.apply(built(2, LINE)).built()).isEmpty();
        assertThat(deleted.apply(built(4, LINE)).built()).hasSize(1);
    }

    @Test
    void aCrateThatIsDeletedTakesAVersionThatIsHeardOfLater() {
        assertThat(fold(crateDeleted(3, "demo"), built(2, LINE)).built()).isEmpty();
    }

    @Test
    void theTorrentOfReplacedBytesIsNotThatOfTheNewOnes() {
        CrateState replaced = fold(built(1, LINE), deleted(2, LINE), published(3, REPLACED));

        assertThat(replaced.built()).isEmpty();
        assertThat(replaced.apply(built(1, LINE)).built()).isEmpty();
        assertThat(replaced.apply(built(3, REPLACED)).built())
                .extracting(VersionState.Built::entry)
                .containsExactly(entry(REPLACED));
    }

    @Test
    void whatWasBuiltBeforeADeletionDoesNotCountForTheSameBytesPublishedAgain() {
        CrateState again = fold(published(3, LINE), deleted(2, LINE), built(1, LINE));

        assertThat(again.built()).isEmpty();
        assertThat(again.apply(built(3, LINE)).built()).hasSize(1);
        assertThat(fold(built(1, LINE), published(3, LINE), deleted(2, LINE))).isEqualTo(again);
    }

    @Test
    void aFailureIsRememberedUntilATorrentIsBuilt() {
        CrateState failed = fold(published(1, LINE), failed(1, LINE));

        assertThat(failed.versions().values())
                .extracting(VersionState::failure)
                .containsExactly(failed(1, LINE));
        assertThat(failed.apply(built(1, LINE)).versions().values())
                .extracting(VersionState::failure)
                .containsOnlyNulls();
        assertThat(failed.apply(built(1, LINE)).apply(failed(1, LINE)).built()).hasSize(1);
    }

    @Test
    void theDeletionOfAnotherSpellingLeavesTheVersionThatCameInItsPlace() {
        CrateState moved = fold(built(1, UNDERSCORE), built(2, DASH));

        CrateState deleted = moved.apply(deleted(3, UNDERSCORE)).apply(crateDeleted(4, "foo_bar"));

        assertThat(deleted.built()).containsExactly(new VersionState.Built(2, DASH, entry(DASH)));
        assertThat(deleted.apply(deleted(5, DASH)).built()).isEmpty();
        assertThat(moved.apply(crateDeleted(5, "foo-bar")).built()).isEmpty();
    }

    @Test
    void theDeletionOfOtherBytesLeavesTheNewOnes() {
        assertThat(fold(built(3, REPLACED), deleted(4, LINE)).built())
                .extracting(VersionState.Built::line)
                .containsExactly(REPLACED);
    }

    @Test
    void aDeletionThatComesFirstKeepsOutItsOwnContentAndNoOther() {
        CrateState deleted = fold(deleted(4, UNDERSCORE));

        assertThat(deleted.apply(built(3, DASH)).built())
                .extracting(VersionState.Built::line)
                .containsExactly(DASH);
        assertThat(deleted.apply(built(2, DASH)).apply(built(3, UNDERSCORE)).built()).isEmpty();
    }

    @Test
    void aTorrentOfTheSameBytesInAnotherSpellingIsAnotherTorrent() {
        IndexLine sameBytes = line("foo-bar", "1.0.0", "bytes of foo_bar");
        CrateState moved = fold(built(1, UNDERSCORE), published(2, sameBytes));

        assertThat(moved.built()).isEmpty();
        assertThat(moved.apply(deleted(3, UNDERSCORE)).apply(built(2, sameBytes)).built())
                .extracting(VersionState.Built::entry)
                .containsExactly(entry(sameBytes));
    }

    @Test
    void theNameIsThatOfTheNewestLineAndWithoutAnyThatOfTheNewestChange() {
        IndexLine second = line("foo-bar", "2.0.0", "bytes");

        assertThat(CrateState.UNKNOWN.name()).isEmpty();
        assertThat(fold(deleted(5, UNDERSCORE), published(4, second)).name())
                .contains(CrateName.of("foo-bar"));
        assertThat(fold(published(4, second), deleted(6, second), deleted(5, UNDERSCORE)).name())
                .contains(CrateName.of("foo-bar"));
    }

    private static CrateState fold(TorrentEvent... events) {
        return AnyOrderTest.fold(List.of(events));
    }
}

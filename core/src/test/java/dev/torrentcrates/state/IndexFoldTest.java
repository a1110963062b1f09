package dev.torrentcrates.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.IndexEvent.CrateDeleted;
import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.IndexEvent.VersionYanked;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IndexFoldTest {
    private static final Commit COMMIT = new Commit("a".repeat(40), Instant.EPOCH);

    private final IndexFold fold = new IndexFold();

    @Test
    void theNewestLineOfEachVersionIsLeftInTheOrderOfPublication() {
        apply(published("1.0.0", "x"), published("1.1.0", "y"));
        apply(new VersionYanked(Registry.CRATES_IO, COMMIT, line("1.0.0", "x", true)));

        assertThat(files())
                .containsExactly(
                        Map.entry(
                                "fo/o-/foo-bar",
                                line("1.0.0", "x", true).json()
                                        + "\n"
                                        + line("1.1.0", "y", false).json()
                                        + "\n"));
    }

    @Test
    void aDeletedVersionIsGoneAndComesBackWhenItIsPublishedAgain() {
        apply(published("1.0.0", "x"), published("1.1.0", "y"), deleted("1.0.0", "x"));
        assertThat(files().get("fo/o-/foo-bar")).doesNotContain("1.0.0");

        apply(published("1.0.0", "z"));
        assertThat(files().get("fo/o-/foo-bar")).contains(line("1.0.0", "z", false).json());
    }

    @Test
    void aCrateOfWhichNothingIsLeftIsNoFile() {
        apply(published("1.0.0", "x"), deleted("1.0.0", "x"));
        assertThat(files()).isEmpty();

        apply(published("1.0.0", "x"));
        apply(new CrateDeleted(Registry.CRATES_IO, COMMIT, CrateName.of("Foo-bar")));
        assertThat(files()).isEmpty();
    }

    @Test
    void aDeletionOfOtherBytesOrAnotherSpellingLeavesTheLine() {
        apply(published("1.0.0", "z"));
        Map<String, String> before = files();
        IndexLine otherCase = Happenings.line("foo-BAR", "1.0.0", "z", false);

        apply(deleted("1.0.0", "x"), new VersionDeleted(Registry.CRATES_IO, COMMIT, otherCase));
        apply(new CrateDeleted(Registry.CRATES_IO, COMMIT, otherCase.name()));
        apply(new CrateDeleted(Registry.CRATES_IO, COMMIT, CrateName.of("Foo_bar")));

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void repetitionsChangeNothing() {
        apply(published("1.0.0", "x"), published("1.1.0", "y"), deleted("1.1.0", "y"));
        Map<String, String> once = files();
        apply(published("1.0.0", "x"), published("1.1.0", "y"), deleted("1.1.0", "y"));

        assertThat(files()).isEqualTo(once);
    }

    private void apply(IndexEvent... events) {
        for (IndexEvent event : events) {
            fold.apply(event);
        }
    }

    private Map<String, String> files() {
        return fold.files().values().stream()
                .collect(
                        Collectors.toMap(
                                IndexFile::path, file -> new String(file.content(), UTF_8)));
    }

    private static VersionPublished published(String version, String content) {
        return new VersionPublished(Registry.CRATES_IO, COMMIT, line(version, content, false));
    }

    private static VersionDeleted deleted(String version, String content) {
        return new VersionDeleted(Registry.CRATES_IO, COMMIT, line(version, content, false));
    }

    private static IndexLine line(String version, String content, boolean yanked) {
        return Happenings.line("Foo-bar", version, content, yanked);
    }
}

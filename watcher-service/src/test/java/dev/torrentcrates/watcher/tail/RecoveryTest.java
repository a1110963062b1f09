package dev.torrentcrates.watcher.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.IndexEvent.CrateDeleted;
import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.event.IndexEvent.VersionYanked;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.store.Published;
import dev.torrentcrates.watcher.tail.TailFixture.Settings;
import dev.torrentcrates.watcher.watch.NamePatterns;
import dev.torrentcrates.watcher.watch.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is lost, or older than the log, is no gap. */
class RecoveryTest {
    private static final Settings FIRST = Settings.in("first");
    private static final Settings SECOND = Settings.in("second");

    @TempDir Path folder;
    private TailFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = TailFixture.shared(folder);
        fixture.upstream.publish(SampleCrates.library("alpha", "1.0.0"));
        fixture.upstream.publish(SampleCrates.library("beta", "1.0.0"));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aLostStoreGoesOnFromTheCheckpointCommitByCommitWithoutAnyRepetition() throws IOException {
        fixture.look(FIRST);
        Commit yank = fixture.upstream.yank("alpha", "1.0.0");
        Commit unyank = fixture.upstream.unyank("alpha", "1.0.0");
        Commit deletion = fixture.upstream.deleteCrate("beta");
        fixture.look(SECOND);

        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
        assertThat(fixture.published()).hasSize(6).doesNotHaveDuplicates();
        assertThat(fixture.published())
                .extracting(IndexEvent::commit)
                .contains(yank, unyank, deletion);
    }

    @Test
    void aLostStoreMissesNothingOfWhatWasThereBeforeAWatcherOfWhatIsNew() throws IOException {
        fixture.look(FIRST.with(Since.NOW));
        fixture.upstream.yank("alpha", "1.0.0");
        fixture.upstream.deleteCrate("beta");
        fixture.look(SECOND.with(Since.NOW));

        assertThat(fixture.published())
                .extracting(event -> (Object) event.getClass())
                .containsExactlyInAnyOrder(
                        VersionYanked.class, VersionDeleted.class, CrateDeleted.class);
    }

    @Test
    void aLostStoreOfAWatcherOfWhatIsNewTellsThePastWhereThatIsAskedForNow() throws IOException {
        fixture.look(FIRST.with(Since.NOW));
        fixture.upstream.publish(SampleCrates.library("gamma", "1.0.0"));
        fixture.look(FIRST.with(Since.NOW));
        fixture.look(SECOND.with(Since.BEGINNING));

        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
    }

    @Test
    void aLostStoreForgetsNoVersionWhoseLineWasDamaged() throws IOException {
        Selection but = Selection.everythingBut(NamePatterns.of("test", List.of("unwanted")));
        fixture.upstream.publish(SampleCrates.library("alpha", "2.0.0"));
        fixture.look(FIRST, but);
        fixture.upstream.rewrite(
                "alpha", "1.0.0", line -> line.replace("\"yanked\":false", "\"yanked\":17"));
        fixture.look(FIRST, but);
        fixture.look(SECOND, but);
        fixture.upstream.commit(
                "mended",
                edit -> {
                    edit.deleteCrate("alpha");
                    edit.publish(SampleCrates.library("alpha", "2.0.0"));
                });
        fixture.look(SECOND, but);

        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
    }

    @Test
    void whereUpstreamHasForgottenTheCheckpointTheLogTellsWhatIsGone() throws IOException {
        fixture.look(FIRST);
        fixture.upstream.yank("alpha", "1.0.0");
        fixture.upstream.deleteCrate("beta");
        fixture.forgetHistory();
        fixture.look(SECOND);

        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
        assertThat(fixture.published())
                .filteredOn(
                        event -> event instanceof VersionYanked || event instanceof VersionDeleted)
                .extracting(event -> event.crate().value())
                .containsExactlyInAnyOrder("alpha", "beta");
    }

    @Test
    void fromTheLogAWatcherOfWhatIsNewDoesNotBeginToTellWhatIsOld() throws IOException {
        fixture.look(FIRST.with(Since.NOW));
        fixture.upstream.publish(SampleCrates.library("gamma", "1.0.0"));
        fixture.look(FIRST.with(Since.NOW));
        fixture.upstream.yank("gamma", "1.0.0");
        fixture.forgetHistory();
        fixture.look(SECOND.with(Since.NOW));

        assertThat(fixture.published())
                .extracting(event -> event.crate().value())
                .containsExactly("gamma", "gamma");
    }

    @Test
    void aStoreThatIsOlderThanTheLogMissesNoDeletionOfWhatItNeverSaw() throws IOException {
        fixture.look(FIRST);
        fixture.upstream.publish(SampleCrates.library("gamma", "1.0.0"));
        fixture.look(SECOND);
        fixture.upstream.deleteCrate("gamma");
        fixture.upstream.squash();
        fixture.look(FIRST);

        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
        assertThat(fixture.published()).anyMatch(VersionDeleted.class::isInstance);
    }

    @Test
    void aStoreWhoseRefIsDamagedIsMadeAnewAtTheStart() throws IOException {
        fixture.look(FIRST);
        fixture.upstream.yank("alpha", "1.0.0");
        fixture.look(FIRST);
        Path store = folder.resolve("first");
        String id = Files.readString(store.resolve("refs/watcher/log")).strip();
        empty(store.resolve("objects/" + id.substring(0, 2) + "/" + id.substring(2)));
        fixture.upstream.deleteCrate("beta");
        fixture.look(FIRST);

        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
        assertThat(folder.resolve("first.damaged")).exists();
    }

    @Test
    void aStoreThatLacksWhatItHadEndsTheWatcherAndIsMadeAnewWithTheNext() throws IOException {
        Selection alpha =
                Selection.of(
                        NamePatterns.of("test", List.of("alpha")), List.of(), NamePatterns.NONE);
        fixture.look(FIRST, alpha);
        try (TailFixture.Watcher watcher = fixture.watcher(FIRST)) {
            String tree = watcher.store.published().orElseThrow().tree();
            empty(
                    folder.resolve(
                            "first/objects/" + tree.substring(0, 2) + "/" + tree.substring(2)));
            fixture.upstream.deleteCrate("alpha");
            assertThatThrownBy(() -> watcher.look(alpha))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("made anew");
        }
        fixture.look(FIRST, alpha);

        assertThat(fixture.folded()).isEmpty();
        assertThat(fixture.published()).anyMatch(VersionDeleted.class::isInstance);
    }

    private static void empty(Path file) throws IOException {
        assertThat(file.toFile().setWritable(true)).isTrue();
        Files.write(file, new byte[0]);
    }

    @Test
    void aStoreUnderANewLogTellsItEverything() throws IOException {
        try (TailFixture.Watcher watcher = fixture.watcher(FIRST)) {
            watcher.store.markPublished(
                    new Published(
                            watcher.source.fetch(),
                            watcher.source.fetch().tree(),
                            "everything beginning same"));
            watcher.look();
        }

        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
    }
}

package dev.torrentcrates.watcher.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.log.EventSide;
import dev.torrentcrates.watcher.source.UpstreamException;
import dev.torrentcrates.watcher.sparse.SparseClient;
import dev.torrentcrates.watcher.sparse.SparseFiles;
import dev.torrentcrates.watcher.sparse.SparseSource;
import dev.torrentcrates.watcher.sparse.UpdatesFeed;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.watch.Selection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that is followed by its feed and its sparse index alone, from HTTP to the log. */
@SuppressWarnings("NullAway.Init") // Before each test.
class SparseTailTest {
    /** More than are swept with one look, so that only the feed can tell of the last at once. */
    private static final List<SampleCrate> CRATES =
            IntStream.range(0, 45)
                    .mapToObj(i -> SampleCrates.library("crate-" + i / 10 + i % 10, "1.0.0"))
                    .toList();

    /** After so many looks every crate was asked for. */
    private static final int LOOKS_OF_A_SWEEP = 3;

    @TempDir Path folder;
    private final Set<String> names = new TreeSet<>();
    private final List<String> firstSight = new ArrayList<>();
    private TailFixture fixture;

    /** Where a watcher's store lies. */
    private String life = "sparse";

    @BeforeEach
    void start() throws IOException {
        fixture = TailFixture.shared(folder);
        fixture.upstream.publishAll(CRATES);
        for (SampleCrate crate : CRATES) {
            names.add(crate.name().canonical());
            firstSight.add("VersionPublished " + crate.name());
        }
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void whatTheFeedTellsIsOnTheLogAfterTheNextLook() throws IOException {
        live(1);
        assertThat(fixture.folded()).hasSize(CRATES.size()).isEqualTo(fixture.upstreamLines());

        fixture.upstream.publish(SampleCrates.library("crate-44", "2.0.0"));
        fixture.upstream.publish(SampleCrates.library("not-watched", "1.0.0"));
        live(1);

        assertThat(news()).containsExactly("VersionPublished crate-44");
    }

    @Test
    void whatNoFeedTellsIsOnTheLogAfterASweep() throws IOException {
        live(1);
        fixture.upstream.yank("crate-44", "1.0.0");
        fixture.upstream.rewrite("crate-33", "1.0.0", line -> line.replace("1.56", "1.70"));
        fixture.upstream.deleteCrate("crate-22");
        fixture.upstream.appendRawLine("cr/at/crate-11", "no line");
        live(LOOKS_OF_A_SWEEP);

        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
        assertThat(news())
                .containsExactlyInAnyOrder(
                        "VersionYanked crate-44",
                        "VersionMetadataChanged crate-33",
                        "VersionDeleted crate-22",
                        "CrateDeleted crate-22");
    }

    @Test
    void aCrateThatComesAgainInAnotherSpellingIsFollowed() throws IOException {
        live(1);
        fixture.upstream.commit(
                "again",
                edit -> {
                    edit.deleteCrate("crate-44");
                    edit.publish(SampleCrates.library("Crate_44", "1.0.0"));
                });
        live(LOOKS_OF_A_SWEEP);

        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
        assertThat(news()).contains("CrateDeleted crate-44", "VersionPublished Crate_44");
    }

    @Test
    void aRestartedWatcherGoesOnAndRepeatsNothing() throws IOException {
        live(1);
        live(1);
        assertThat(fixture.published()).hasSize(CRATES.size());

        fixture.upstream.squashAndForget();
        live(1);
        assertThat(fixture.published()).hasSize(CRATES.size());
    }

    @Test
    void whileUpstreamIsAwayNothingIsDeleted() throws IOException {
        live(1);
        fixture.upstream.goAway();
        assertThatThrownBy(() -> live(1)).isInstanceOf(UpstreamException.class);
        fixture.upstream.comeBack();
        fixture.upstream.publish(SampleCrates.library("crate-44", "2.0.0"));
        live(1);

        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
    }

    @Test
    void whatIsNoLongerNamedGoesOnBeingFollowed() throws IOException {
        live(1);
        names.remove("crate-44");
        names.remove("crate-33");
        fixture.upstream.yank("crate-44", "1.0.0");
        fixture.upstream.deleteCrate("crate-33");
        live(LOOKS_OF_A_SWEEP);

        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
        assertThat(news())
                .containsExactlyInAnyOrder(
                        "VersionYanked crate-44",
                        "VersionDeleted crate-33",
                        "CrateDeleted crate-33");
    }

    @Test
    void whatIsNoLongerNamedIsNotTakenForDeletedWhereTheStoreIsLost() throws IOException {
        live(1);
        names.remove("crate-44");
        life = "another";
        live(2);

        assertThat(news()).isEmpty();
    }

    @Test
    void aServerThatHasLostItsCratesIsHeldByTheBreaker() throws IOException {
        List<SampleCrate> more =
                IntStream.range(100, 180)
                        .mapToObj(i -> SampleCrates.library("crate-" + i, "1.0.0"))
                        .toList();
        fixture.upstream.publishAll(more);
        more.forEach(crate -> names.add(crate.name().canonical()));
        live(1);
        fixture.upstream.commit("gone", edit -> names.forEach(edit::deleteCrate));
        live(LOOKS_OF_A_SWEEP);

        assertThat(fixture.folded()).hasSize(CRATES.size() + more.size());
        assertThat(fixture.breaker.held().orElseThrow().deletions())
                .isEqualTo(CRATES.size() + more.size());
    }

    /** One watcher's life. */
    private void live(int looks) throws IOException {
        InstantSource clock = InstantSource.system();
        SparseClient client = new SparseClient("test", 1_000, Duration.ofSeconds(10), clock);
        URI index = URI.create(fixture.upstream.indexUrl() + "/");
        Path known = folder.resolve(life + ".txt");
        try (IndexStore store = IndexStore.open(folder.resolve(life), index.toString());
                SparseSource source =
                        new SparseSource(
                                new SparseFiles(store, client, index, known, clock),
                                new UpdatesFeed(client, fixture.upstream.feedUrl()),
                                () -> names);
                EventSide events = EventSide.of(fixture.brokers, fixture.registry)) {
            IndexTail tail =
                    new IndexTail(
                            new TailSettings(
                                    fixture.registry, Since.BEGINNING, 1_000, "sparse", clock),
                            store,
                            source,
                            events,
                            fixture.breaker);
            for (int i = 0; i < looks; i++) {
                tail.look(Selection.EVERYTHING);
            }
        }
    }

    /** What is on the log beside the first sight of each crate; a partition at a time. */
    private List<String> news() throws IOException {
        return fixture.published().stream()
                .map(event -> event.getClass().getSimpleName() + " " + event.crate())
                .filter(told -> !firstSight.remove(told))
                .toList();
    }
}

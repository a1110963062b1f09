package dev.torrentcrates.watcher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexStep;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.source.UpstreamException;
import dev.torrentcrates.watcher.store.IndexState;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.store.Published;
import dev.torrentcrates.watcher.store.StoreUpkeep;
import dev.torrentcrates.watcher.store.TreeStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real git repository, over HTTP; the store's part of it too. */
class GitSourceTest {
    private static final IndexStep NOTHING = new IndexStep(List.of(), null);

    @TempDir Path folder;
    private UpstreamSim upstream;
    private IndexStore store;
    private GitSource source;

    @BeforeEach
    void start() throws IOException {
        upstream = UpstreamSim.start(folder.resolve("upstream"));
        upstream.publish(SampleCrates.library("alpha", "1.0.0"));
        store = open(url());
        source = source(store, "master", 200);
    }

    @AfterEach
    void stop() {
        source.close();
        store.close();
        upstream.close();
    }

    @Test
    void theFirstFetchBringsTheNewestStateAndNoHistory() throws IOException {
        upstream.publish(SampleCrates.library("beta", "1.0.0"));

        IndexState head = source.fetch();

        assertThat(head.commit()).isEqualTo(upstream.head());
        assertThat(store.published()).isEmpty();
        assertThat(folder.resolve("clone/shallow")).exists();
        assertThat(paths(IndexState.EMPTY_TREE, head)).containsExactly("al/ph/alpha", "be/ta/beta");
    }

    @Test
    void twoStatesDifferInTheFilesThatChangedBetweenThem() throws IOException {
        IndexState before = source.fetch();
        store.markPublished(everything(before));
        upstream.yank("alpha", "1.0.0");
        upstream.publish(SampleCrates.library("gamma", "1.0.0"));

        IndexState after = source.fetch();

        assertThat(store.published()).contains(everything(before));
        assertThat(paths(before.tree(), after)).containsExactly("al/ph/alpha", "ga/mm/gamma");
    }

    @Test
    void aFileThatIsGoneIsAbsentAfterwards() throws IOException {
        IndexState before = source.fetch();
        upstream.deleteCrate("alpha");
        List<IndexFile> after = new ArrayList<>();

        store.step(before.tree(), before.tree(), source.fetch().tree(), _ -> true)
                .visit(
                        (_, now) -> {
                            after.add(now);
                            return NOTHING;
                        },
                        (_, _) -> {});

        assertThat(after).containsExactly(IndexFile.absent("al/ph/alpha"));
    }

    @Test
    void aSquashIsAnotherCommitWithTheSameTree() throws IOException {
        IndexState before = source.fetch();
        store.markPublished(everything(before));
        upstream.squash();

        IndexState after = source.fetch();
        store.markPublished(everything(after));

        assertThat(after.commit()).isNotEqualTo(before.commit());
        assertThat(after.tree()).isEqualTo(before.tree());
        assertThat(store.published()).contains(everything(after));
        upstream.publish(SampleCrates.library("beta", "1.0.0"));
        assertThat(paths(after.tree(), source.fetch())).containsExactly("be/ta/beta");
    }

    @Test
    void aCloneIsOpenedAgainWithWhatItHad() throws IOException {
        IndexState published = source.fetch();
        store.markPublished(everything(published));
        store.close();

        store = open(url());

        assertThat(store.published()).contains(everything(published));
    }

    @Test
    void aCloneOfAnotherUpstreamIsRefusedAndLeftAsItIs() throws IOException {
        store.markPublished(everything(source.fetch()));

        assertThatThrownBy(() -> open("http://127.0.0.1:1/other"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds the index of " + upstream.indexUrl());

        assertThat(store.published()).isPresent();
    }

    @Test
    void manyFetchesLeaveNeitherManyPacksNorHistory() throws IOException {
        GitSource tidy = source(store, "master", 10);
        IndexState first = tidy.fetch();
        IndexState last = first;
        for (int i = 0; i < 40; i++) {
            upstream.publish(SampleCrates.ofText("beta", "1.0." + i, "bytes"));
            last = tidy.fetch();
            store.markPublished(everything(last));
        }

        assertThat(packs()).isLessThan(12);
        assertThat(store.find(first.commit().id())).isEmpty();
        assertThat(store.find(last.commit().id())).contains(last);
        upstream.yank("alpha", "1.0.0");
        assertThat(paths(last.tree(), tidy.fetch())).containsExactly("al/ph/alpha");
    }

    @Test
    void everyCommitOnTheWayIsAStepUnlessThereAreTooMany() throws IOException {
        IndexState from = source.fetch();
        List<String> commits =
                List.of(
                        upstream.yank("alpha", "1.0.0").id(),
                        upstream.unyank("alpha", "1.0.0").id(),
                        upstream.publish(SampleCrates.library("beta", "1.0.0")).id());

        IndexState to = source.fetch();

        assertThat(store.steps(from, to, 3))
                .extracting(state -> state.commit().id())
                .containsExactlyElementsOf(commits);
        assertThat(store.steps(from, to, 2)).isEmpty();
        assertThat(store.steps(to, from, 3)).isEmpty();
        upstream.squash();
        assertThat(store.steps(to, source.fetch(), 3)).isEmpty();
    }

    @Test
    void aCommitThatTheStoreLacksIsRecalledFromUpstream() throws IOException {
        String earlier = upstream.head().id();
        Instant time = upstream.head().time();
        upstream.publish(SampleCrates.library("beta", "1.0.0"));

        IndexState state = source.recall(new Commit(earlier, time)).orElseThrow();

        assertThat(state.commit().id()).isEqualTo(earlier);
        assertThat(store.paths(state.tree())).containsExactly("al/ph/alpha");
        IndexState head = source.fetch();
        assertThat(head.commit()).isEqualTo(upstream.head());
        assertThat(source.recall(new Commit("0123456789".repeat(4), time))).isEmpty();
    }

    @Test
    void anUpstreamThatHasNotMovedIsNotFetchedAgain() throws IOException {
        IndexState head = source.fetch();
        long packs = packs();

        assertThat(source.fetch()).isEqualTo(head);
        assertThat(packs()).isEqualTo(packs);
    }

    @Test
    void aProbeThatIsSureSparesGitTheQuestion() throws IOException {
        IndexState head = source.fetch();
        List<String> asked = new ArrayList<>();
        GitSource probed = new GitSource(store, url(), "master", asked::add);
        upstream.goAway();

        assertThat(probed.fetch()).isEqualTo(head);
        assertThat(asked).containsExactly(head.commit().id());
    }

    @Test
    void manyFilesAreReadAheadAndToldInOrderAndWhoeverStopsStopsTheReading() throws IOException {
        upstream.commit(
                "many",
                edit -> {
                    for (int i = 0; i < 700; i++) {
                        edit.publish(SampleCrates.ofText("many-" + i, "1.0.0", "bytes"));
                    }
                });
        IndexState head = source.fetch();

        assertThat(paths(IndexState.EMPTY_TREE, head)).hasSize(701).isSorted();
        TreeStep step =
                store.step(IndexState.EMPTY_TREE, IndexState.EMPTY_TREE, head.tree(), _ -> true);
        assertThatThrownBy(
                        () ->
                                step.visit(
                                        (_, _) -> NOTHING,
                                        (_, _) -> {
                                            throw new IOException("enough");
                                        }))
                .hasMessage("enough");
        assertThatThrownBy(
                        () ->
                                step.visit(
                                        (_, _) -> {
                                            throw new IllegalStateException("a defect");
                                        },
                                        (_, _) -> {}))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("index files");
    }

    @Test
    void aFolderIsAnUpstreamToo() throws IOException {
        String local = upstream.gitFolder().toUri().toString();
        try (IndexStore other = IndexStore.open(folder.resolve("local"), local);
                GitSource git = new GitSource(other, local, "master", HeadProbe.NONE)) {
            assertThat(git.fetch().commit()).isEqualTo(upstream.head());
        }
    }

    @Test
    void anUpstreamThatIsAwayOrHasNoSuchBranchIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> source(store, "no-such-branch", 200).fetch())
                .isInstanceOf(UpstreamException.class)
                .hasMessageContaining("no-such-branch");
        upstream.goAway();

        assertThatThrownBy(source::fetch)
                .isInstanceOf(UpstreamException.class)
                .hasMessageContaining(url());
    }

    private String url() {
        return upstream.indexUrl().toString();
    }

    private IndexStore open(String url) throws IOException {
        return IndexStore.open(folder.resolve("clone"), url);
    }

    private GitSource source(IndexStore into, String branch, int maxPacks) {
        return new GitSource(
                into, url(), branch, HeadProbe.NONE, new StoreUpkeep(into, maxPacks, 1_000));
    }

    private long packs() throws IOException {
        try (Stream<Path> packs = Files.list(folder.resolve("clone/objects/pack"))) {
            return packs.filter(file -> file.toString().endsWith(".pack")).count();
        }
    }

    private static Published everything(IndexState state) {
        return new Published(state, state.tree(), "everything");
    }

    private List<String> paths(String before, IndexState after) throws IOException {
        List<String> paths = new ArrayList<>();
        store.step(before, before, after.tree(), _ -> true)
                .visit((_, _) -> NOTHING, (path, _) -> paths.add(path));
        return paths;
    }
}

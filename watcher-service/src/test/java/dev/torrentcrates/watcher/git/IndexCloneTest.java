package dev.torrentcrates.watcher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real git repository, over HTTP. */
class IndexCloneTest {
    @TempDir Path folder;
    private UpstreamSim upstream;
    private IndexClone clone;

    @BeforeEach
    void start() throws IOException {
        upstream = UpstreamSim.start(folder.resolve("upstream"));
        upstream.publish(SampleCrates.library("alpha", "1.0.0"));
        clone = open(upstream.indexUrl().toString());
    }

    @AfterEach
    void stop() {
        clone.close();
        upstream.close();
    }

    @Test
    void theFirstFetchBringsTheNewestStateAndNoHistory() throws IOException {
        upstream.publish(SampleCrates.library("beta", "1.0.0"));

        IndexState head = clone.fetch();

        assertThat(head.commit()).isEqualTo(upstream.head());
        assertThat(clone.published()).isEmpty();
        assertThat(folder.resolve("clone/shallow")).exists();
        assertThat(paths(Optional.empty(), head)).containsExactly("al/ph/alpha", "be/ta/beta");
    }

    @Test
    void twoStatesDifferInTheFilesThatChangedBetweenThem() throws IOException {
        IndexState before = clone.fetch();
        clone.markPublished(before);
        upstream.yank("alpha", "1.0.0");
        upstream.publish(SampleCrates.library("gamma", "1.0.0"));

        IndexState after = clone.fetch();

        assertThat(clone.published()).contains(before);
        assertThat(paths(Optional.of(before), after)).containsExactly("al/ph/alpha", "ga/mm/gamma");
    }

    @Test
    void aFileThatIsGoneIsAbsentAfterwards() throws IOException {
        IndexState before = clone.fetch();
        upstream.deleteCrate("alpha");
        List<IndexFile> after = new ArrayList<>();

        clone.compare(Optional.of(before), clone.fetch(), (_, now) -> after.add(now));

        assertThat(after).containsExactly(IndexFile.absent("al/ph/alpha"));
    }

    @Test
    void aSquashIsAnotherCommitWithTheSameTree() throws IOException {
        IndexState before = clone.fetch();
        clone.markPublished(before);
        upstream.squash();

        IndexState after = clone.fetch();
        clone.markPublished(after);

        assertThat(after.commit()).isNotEqualTo(before.commit());
        assertThat(after.tree()).isEqualTo(before.tree());
        assertThat(clone.published()).contains(after);
        upstream.publish(SampleCrates.library("beta", "1.0.0"));
        assertThat(paths(Optional.of(after), clone.fetch())).containsExactly("be/ta/beta");
    }

    @Test
    void aCloneIsOpenedAgainWithWhatItHad() throws IOException {
        IndexState published = clone.fetch();
        clone.markPublished(published);
        clone.close();

        clone = open(upstream.indexUrl().toString());

        assertThat(clone.published()).contains(published);
    }

    @Test
    void aCloneOfAnotherUpstreamIsRefusedAndLeftAsItIs() throws IOException {
        clone.markPublished(clone.fetch());

        assertThatThrownBy(() -> open("http://127.0.0.1:1/other"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a clone of " + upstream.indexUrl());

        assertThat(clone.published()).isPresent();
    }

    @Test
    void manyFetchesDoNotLeaveAsManyPacks() throws IOException {
        IndexState first = clone.fetch();
        clone.markPublished(first);
        for (int i = 0; i < 60; i++) {
            upstream.publish(SampleCrates.ofText("beta", "1.0." + i, "bytes"));
            clone.fetch();
        }

        try (Stream<Path> packs = Files.list(folder.resolve("clone/objects/pack"))) {
            assertThat(packs.filter(file -> file.toString().endsWith(".pack"))).hasSizeLessThan(51);
        }
        assertThat(paths(clone.published(), clone.fetch())).containsExactly("be/ta/beta");
    }

    @Test
    void aFolderIsAnUpstreamToo() throws IOException {
        try (IndexClone local =
                IndexClone.open(
                        folder.resolve("local"),
                        upstream.gitFolder().toUri().toString(),
                        "master")) {
            assertThat(local.fetch().commit()).isEqualTo(upstream.head());
        }
    }

    @Test
    void anUpstreamThatIsAwayOrHasNoSuchBranchIsAnErrorThatNamesIt() throws IOException {
        IndexClone other =
                IndexClone.open(
                        folder.resolve("other"), upstream.indexUrl().toString(), "no-such-branch");
        assertThatThrownBy(other::fetch)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-branch");
        other.close();
        upstream.goAway();

        assertThatThrownBy(clone::fetch)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(upstream.indexUrl().toString());
    }

    private IndexClone open(String url) throws IOException {
        return IndexClone.open(folder.resolve("clone"), url, "master");
    }

    private List<String> paths(Optional<IndexState> before, IndexState after) throws IOException {
        List<String> paths = new ArrayList<>();
        clone.compare(before, after, (_, now) -> paths.add(now.path()));
        return paths;
    }
}

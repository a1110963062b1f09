package dev.torrentcrates.watcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.git.GitSource;
import dev.torrentcrates.watcher.git.HeadProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves in its store that was killed at a bad moment, or is still there. */
class KilledStoreTest {
    @TempDir Path folder;
    private UpstreamSim upstream;
    private Path clone;

    @BeforeEach
    void start() throws IOException {
        clone = folder.resolve("clone");
        upstream = UpstreamSim.start(folder.resolve("upstream"));
        upstream.publish(SampleCrates.library("alpha", "1.0.0"));
        try (IndexStore store = open()) {
            publish(store);
        }
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void aLockOfAProcessThatWasKilledStopsNobody() throws IOException {
        for (String locked :
                List.of(
                        "refs/watcher/fetched",
                        "refs/watcher/publishing",
                        "refs/watcher/log",
                        "packed-refs",
                        "shallow",
                        "config")) {
            Files.createFile(clone.resolve(locked + ".lock"));
        }
        upstream.yank("alpha", "1.0.0");

        try (IndexStore store = open()) {
            IndexState head = publish(store);
            assertThat(head.commit()).isEqualTo(upstream.head());
            assertThat(store.published()).contains(everything(head));
        }
    }

    @Test
    void aFetchThatWasKilledLeavesNoFilesForEver() throws IOException {
        List<Path> left =
                List.of(
                        Files.createFile(clone.resolve("objects/incoming_1.pack")),
                        Files.createFile(clone.resolve("objects/noz1.tmp")),
                        Files.createFile(clone.resolve("objects/pack/gc_1.pack_tmp")),
                        Files.createFile(clone.resolve("objects/pack/tmp_pack_1")));

        try (IndexStore store = open()) {
            assertThat(left).noneMatch(Files::exists);
            assertThat(store.published()).isPresent();
        }
    }

    @Test
    void aStoreWhoseMakingWasKilledIsMadeAnew() throws IOException {
        Path second = folder.resolve("second");
        Files.createDirectories(folder.resolve("second.new/objects"));

        try (IndexStore store = IndexStore.open(second, url())) {
            assertThat(publish(store).commit()).isEqualTo(upstream.head());
        }
        assertThat(folder.resolve("second.new")).doesNotExist();
    }

    @Test
    void aStoreIsOfOneProcessAtATime() throws IOException {
        try (IndexStore store = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another watcher");
            publish(store);
        }
        open().close();
    }

    private IndexStore open() throws IOException {
        return IndexStore.open(clone, url());
    }

    private String url() {
        return upstream.indexUrl().toString();
    }

    private IndexState publish(IndexStore store) throws IOException {
        try (GitSource source = new GitSource(store, url(), "master", HeadProbe.NONE)) {
            IndexState head = source.fetch();
            store.markPublishing(head);
            store.markPublished(everything(head));
            return head;
        }
    }

    private static Published everything(IndexState state) {
        return new Published(state, state.tree(), "everything");
    }
}

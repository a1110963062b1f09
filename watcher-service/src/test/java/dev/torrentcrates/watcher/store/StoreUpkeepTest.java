package dev.torrentcrates.watcher.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.index.IndexFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of what is written beside the fetches; those are in {@code GitSourceTest}. */
class StoreUpkeepTest {
    private static final String PATH = "al/ph/alpha";

    @TempDir Path folder;
    private IndexStore store;

    @BeforeEach
    void open() throws IOException {
        store = IndexStore.open(folder.resolve("store"), "https://example.org/index");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void manyStatesThatWereKeptLeaveNeitherManyFilesNorTheirHistory() throws IOException {
        List<IndexState> states = keep(400);
        IndexState last = states.getLast();
        assertThat(looseObjects()).isGreaterThan(1_000);

        new StoreUpkeep(store, 1_000, 2).tidy();

        assertThat(looseObjects()).isZero();
        assertThat(store.kept("sparse")).contains(last);
        assertThat(content(last)).isEqualTo("399");
        assertThat(store.find(states.getFirst().commit().id())).isEmpty();
    }

    @Test
    void whatLeadsFromThePublishedStateToTheNewestIsKept() throws IOException {
        List<IndexState> states = keep(100);
        IndexState published = states.get(97);
        store.markPublished(new Published(published, published.tree(), "everything"));

        new StoreUpkeep(store, 1_000, 0).tidy();

        assertThat(store.steps(published, states.getLast(), 10))
                .containsExactlyElementsOf(states.subList(98, 100));
        assertThat(content(published)).isEqualTo("97");
        assertThat(store.published()).isPresent();
        assertThat(store.find(states.get(50).commit().id())).isEmpty();
    }

    @Test
    void afterwardsItGoesOn() throws IOException {
        keep(100);
        new StoreUpkeep(store, 1_000, 0).tidy();

        IndexState next = keep(101).getLast();

        assertThat(content(next)).isEqualTo("100");
        assertThat(store.kept("sparse")).contains(next);
    }

    private List<IndexState> keep(int count) throws IOException {
        List<IndexState> states = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String before =
                    store.kept("sparse").map(IndexState::tree).orElse(IndexState.EMPTY_TREE);
            byte[] content = Integer.toString(i).getBytes(UTF_8);
            String tree = store.write(before, Map.of(PATH, content));
            states.add(store.keep("sparse", tree, Instant.ofEpochSecond(1_700_000_000 + i)));
        }
        return states;
    }

    private String content(IndexState state) throws IOException {
        IndexFile file = store.file(state.tree(), PATH);
        return new String(file.content(), UTF_8).strip();
    }

    private long looseObjects() throws IOException {
        Path objects = folder.resolve("store/objects");
        try (Stream<Path> files = Files.walk(objects)) {
            return files.filter(Files::isRegularFile)
                    .map(objects::relativize)
                    .filter(file -> file.toString().matches("[0-9a-f]{2}/[0-9a-f]{38}"))
                    .count();
        }
    }
}

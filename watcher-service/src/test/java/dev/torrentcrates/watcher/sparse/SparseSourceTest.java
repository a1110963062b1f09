package dev.torrentcrates.watcher.sparse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.watcher.http.TinyServer;
import dev.torrentcrates.watcher.source.UpstreamException;
import dev.torrentcrates.watcher.store.IndexState;
import dev.torrentcrates.watcher.store.IndexStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // Before each test.
class SparseSourceTest {
    private static final String LINE =
            "{\"name\":\"%s\",\"vers\":\"1.0.0\",\"deps\":[],\"cksum\":\""
                    + "0".repeat(64)
                    + "\",\"features\":{},\"yanked\":false}\n";

    @TempDir Path own;
    private TinyServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new TinyServer();
        server.answers("updates.xml", 200, UpdatesFeedTest.text(""), "ETag", "\"0\"");
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void whatTheFeedTellsIsAskedForAtOnceHoweverManyCratesThereAre() throws IOException {
        Set<String> names =
                IntStream.range(0, 2 * SparseFiles.AT_ONCE)
                        .mapToObj(i -> "crate" + (char) ('a' + i / 10) + i % 10)
                        .collect(Collectors.toSet());
        names.forEach(this::serve);
        try (IndexStore store = IndexStore.open(own.resolve("store"), "test");
                SparseSource source = source(store, server.url(), names)) {
            IndexState before = source.fetch();
            server.answers("cr/at/crated9", 200, LINE.formatted("crated9") + "\n", "ETag", "\"2\"");
            server.forgets("cr/at/cratea0");
            server.answers(
                    "updates.xml", 200, UpdatesFeedTest.text(UpdatesFeedTest.item("crated9", "2")));
            int asked = server.requests().size();

            source.fetch();

            assertThat(server.requests().subList(asked, server.requests().size()))
                    .hasSizeLessThanOrEqualTo(2 + SparseFiles.AT_ONCE)
                    .anyMatch(request -> request.path().equals("/cr/at/crated9"));
            source.fetch();
            assertThat(store.file(source.fetch().tree(), "cr/at/cratea0").lines()).isEmpty();
            assertThat(before.tree()).isNotEqualTo(source.fetch().tree());
        }
    }

    @Test
    void whatIsKnownIsKnownAfterARestartToo() throws IOException {
        serve("serde");
        try (IndexStore store = IndexStore.open(own.resolve("store"), "test")) {
            try (SparseSource source = source(store, server.url(), Set.of("serde"))) {
                source.fetch();
            }
            try (SparseSource source = source(store, server.url(), Set.of("serde"))) {
                source.fetch();
            }
        }

        assertThat(server.requests().getLast().header("If-none-match")).isEqualTo("\"1\"");
    }

    @Test
    void aPageThatIsNoIndexFileDeletesNothing() throws IOException {
        serve("serde");
        try (IndexStore store = IndexStore.open(own.resolve("store"), "test");
                SparseSource source = source(store, server.url(), Set.of("serde"))) {
            IndexState before = source.fetch();
            server.answers("se/rd/serde", 200, "<html>under maintenance</html>");
            assertThatThrownBy(source::fetch).isInstanceOf(UpstreamException.class);

            serve("serde");
            assertThat(source.fetch()).isEqualTo(before);
        }
    }

    @Test
    void oneDamagedFileHoldsUpNoOtherAndIsAskedForUntilItIsMended() throws IOException {
        serve("serde");
        serve("tokio");
        try (IndexStore store = IndexStore.open(own.resolve("store"), "test");
                SparseSource source = source(store, server.url(), Set.of("serde", "tokio"))) {
            source.fetch();
            server.answers("se/rd/serde", 200, "{\"name\":\"serde\",\"vers\":\"1.0.0\"");
            server.answers("to/ki/tokio", 200, LINE.formatted("tokio") + "\n", "ETag", "\"2\"");

            String damaged = source.fetch().tree();
            assertThat(store.file(damaged, "to/ki/tokio").content())
                    .asString(UTF_8)
                    .isEqualTo(LINE.formatted("tokio"));
            assertThat(store.file(damaged, "se/rd/serde").readableLines()).hasSize(1);

            server.forgets("se/rd/serde");
            String deleted = source.fetch().tree();
            assertThat(store.file(deleted, "se/rd/serde").lines()).isEmpty();
            assertThat(store.file(deleted, "to/ki/tokio").lines()).hasSize(1);
        }
    }

    private void serve(String name) {
        String path = IndexPath.of(CrateName.of(name));
        server.answers(path, 200, LINE.formatted(name), "ETag", "\"1\"");
    }

    private SparseSource source(IndexStore store, URI base, Set<String> names) {
        InstantSource clock = InstantSource.system();
        SparseClient client = new SparseClient("test", 1_000, Duration.ofSeconds(10), clock);
        return new SparseSource(
                new SparseFiles(store, client, base, own.resolve("known.txt"), clock),
                new UpdatesFeed(client, server.url().resolve("updates.xml")),
                () -> names);
    }
}

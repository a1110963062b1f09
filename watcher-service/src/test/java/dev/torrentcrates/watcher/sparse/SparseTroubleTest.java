package dev.torrentcrates.watcher.sparse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.watcher.TestClock;
import dev.torrentcrates.watcher.http.TinyServer;
import dev.torrentcrates.watcher.source.UpstreamException;
import dev.torrentcrates.watcher.store.IndexState;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.store.Published;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that answers some of what it is asked, or not as it should. */
@SuppressWarnings("NullAway.Init") // Before each test.
class SparseTroubleTest {
    private static final String LINE =
            "{\"name\":\"%s\",\"vers\":\"%s\",\"deps\":[],\"cksum\":\""
                    + "0".repeat(64)
                    + "\",\"features\":{},\"yanked\":false}\n";
    private static final List<String> MANY =
            IntStream.range(0, 2 * SparseFiles.AT_ONCE + 5)
                    .mapToObj(i -> "crate-" + i / 10 + i % 10)
                    .toList();

    @TempDir Path own;
    private final TestClock clock = new TestClock();
    private final Set<String> names = new TreeSet<>();
    private TinyServer server;
    private TinyServer feed;
    private IndexStore store;
    private SparseSource source;

    @BeforeEach
    void begin() throws IOException {
        server = new TinyServer();
        feed = new TinyServer();
        feed.answers("updates.xml", 200, UpdatesFeedTest.text(""), "ETag", "\"0\"");
        store = IndexStore.open(own.resolve("store"), "test");
        source = source();
    }

    @AfterEach
    void end() {
        source.close();
        store.close();
        feed.close();
        server.close();
    }

    @Test
    void oneRefusedCrateHoldsUpNoOtherCountsAsItWasAndIsNamed() throws IOException {
        names.addAll(Set.of("serde", "tokio"));
        names.forEach(name -> serve(name, "1.0.0"));
        source.fetch();
        server.answers(path("serde"), 403, "");
        serve("tokio", "2.0.0");

        IndexState state = source.fetch();

        assertThat(text(state, "serde")).contains("1.0.0");
        assertThat(text(state, "tokio")).contains("2.0.0");
        assertThat(source.trouble().orElseThrow()).contains("serde").contains("answers 403");

        serve("serde", "2.0.0");
        assertThat(text(source.fetch(), "serde")).contains("2.0.0");
        assertThat(source.trouble()).isEmpty();
    }

    @Test
    void aFileThatNeverComesWholeHoldsUpTheOthersOnceOnly() throws IOException {
        names.addAll(Set.of("serde", "tokio"));
        serve("tokio", "1.0.0");
        server.answers(path("serde"), 200, "x".repeat((16 << 20) + 1));

        assertThatThrownBy(source::fetch).isInstanceOf(UpstreamException.class);

        assertThat(text(source.fetch(), "tokio")).contains("1.0.0");
        assertThat(source.trouble().orElseThrow()).contains("serde");
    }

    @Test
    void aServerThatAnswersNothingOfUseIsInTroubleItself() throws IOException {
        serveMany();
        source.fetch();
        MANY.forEach(name -> server.answers(path(name), 500, ""));
        int asked = server.requests().size();

        assertThatThrownBy(source::fetch)
                .isInstanceOf(UpstreamException.class)
                .hasMessageContaining("answers 500");
        assertThat(server.requests()).hasSize(asked + SparseFiles.AT_ONCE);
    }

    @Test
    void theFirstFetchGoesOnWhereItWasStoppedAndGivesNoStateBefore() throws IOException {
        serveMany();
        String last = MANY.get(25);
        server.answers(path(last), 429, "", "Retry-After", "60");
        assertThatThrownBy(source::fetch).isInstanceOf(UpstreamException.class);
        assertThat(server.requests()).hasSize(26);

        clock.pass(Duration.ofSeconds(60));
        serve(last, "1.0.0");
        IndexState whole = source.fetch();

        assertThat(server.requests().subList(26, server.requests().size()))
                .extracting(TinyServer.Request::path)
                .startsWith("/" + path(last))
                .contains("/" + path(MANY.getLast()));
        assertThat(store.paths(whole.tree())).hasSize(MANY.size());
    }

    @Test
    void aServerThatRefusesInTheMidstOfASweepIsFollowedAsFarAsItAnswers() throws IOException {
        serveMany();
        source.fetch();
        String news = MANY.getFirst();
        serve(news, "2.0.0");
        server.forgets(path(MANY.get(1)));
        server.answers(path(MANY.get(2)), 429, "", "Retry-After", "60");

        IndexState state = source.fetch();

        assertThat(text(state, news)).contains("2.0.0");
        assertThat(text(state, MANY.get(1))).isEmpty();
        assertThat(source.trouble().orElseThrow()).contains("429");
        assertThatThrownBy(source::fetch).isInstanceOf(UpstreamException.class);
    }

    @Test
    void aFeedThatFailsStopsNoSweep() throws IOException {
        names.add("serde");
        serve("serde", "1.0.0");
        feed.forgets("updates.xml");
        source.fetch();
        serve("serde", "2.0.0");

        assertThat(text(source.fetch(), "serde")).contains("2.0.0");
        assertThat(source.trouble().orElseThrow()).contains("the feed fails");

        feed.answers("updates.xml", 429, "", "Retry-After", "60");
        serve("serde", "3.0.0");
        assertThat(text(source.fetch(), "serde")).contains("3.0.0");
    }

    @Test
    void whatWasPublishedIsFollowedThoughItIsNoLongerNamed() throws IOException {
        names.add("tokio");
        serve("tokio", "1.0.0");
        published("serde_json", LINE.formatted("serde_json", "1.0.0"));
        server.answers(path("serde_json"), 200, LINE.formatted("serde_json", "2.0.0"));

        IndexState state = source.fetch();

        assertThat(text(state, "serde_json")).contains("2.0.0");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void whatWasPublishedAndCannotBeAskedForIsNotTakenForDeleted() throws IOException {
        names.add("tokio");
        serve("tokio", "1.0.0");
        published("serde", LINE.formatted("serde", "1.0.0"));
        server.answers(path("serde"), 403, "");

        assertThat(text(source.fetch(), "serde")).contains("1.0.0");
    }

    @Test
    void manyThatAreGoneGoInOneState() throws IOException {
        serveMany();
        String before = source.fetch().tree();
        MANY.forEach(name -> server.forgets(path(name)));
        Set<Integer> sizes = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            sizes.add(store.paths(source.fetch().tree()).size());
        }

        assertThat(store.paths(before)).hasSize(MANY.size());
        assertThat(sizes).containsExactly(0);
    }

    @Test
    void manyThatAreGoneStandWhileTheRestCannotBeAskedFor() throws IOException {
        serveMany();
        source.fetch();
        MANY.stream().skip(2).forEach(name -> server.forgets(path(name)));
        String other = MANY.getFirst();
        serve(other, "2.0.0");
        server.answers(path(MANY.get(30)), 429, "", "Retry-After", "60");

        IndexState held = source.fetch();

        assertThat(store.paths(held.tree())).hasSize(MANY.size());
        assertThat(text(held, other)).contains("2.0.0");
        assertThat(source.trouble().orElseThrow()).contains("28 crates are gone at once");

        clock.pass(Duration.ofSeconds(60));
        MANY.forEach(name -> serve(name, "1.0.0"));
        assertThat(store.paths(source.fetch().tree())).hasSize(MANY.size());
    }

    @Test
    void anEtagOfANewerContentThanTheStoreHasIsNotAskedWith() throws IOException {
        names.add("serde");
        serve("serde", "1.0.0");
        IndexState old = source.fetch();
        serve("serde", "2.0.0");
        IndexState now = source.fetch();
        source.close();
        store.move(IndexStore.REFS + "sparse", ObjectId.fromString(old.commit().id()));
        source = source();

        IndexState again = source.fetch();

        assertThat(again.tree()).isEqualTo(now.tree());
        assertThat(server.requests().getLast().header("If-none-match")).isEmpty();
        source.fetch();
        assertThat(server.requests().getLast().header("If-none-match")).isNotEmpty();
    }

    private void serveMany() {
        names.addAll(MANY);
        MANY.forEach(name -> serve(name, "1.0.0"));
    }

    private void serve(String name, String version) {
        String text = LINE.formatted(name, version);
        server.answers(path(name), 200, text, "ETag", "\"" + version + "\"");
    }

    private static String path(String name) {
        return IndexPath.of(CrateName.of(name));
    }

    private String text(IndexState state, String name) throws IOException {
        return new String(store.file(state.tree(), path(name)).content(), UTF_8);
    }

    /** The log has it, and the store knows that from there. */
    private void published(String name, String text) throws IOException {
        String tree = store.write(IndexState.EMPTY_TREE, Map.of(path(name), text.getBytes(UTF_8)));
        store.markPublished(new Published(null, tree, "test"));
    }

    private SparseSource source() {
        SparseClient client = new SparseClient("test", 1_000, Duration.ofSeconds(10), clock);
        return new SparseSource(
                new SparseFiles(store, client, server.url(), own.resolve("known.txt"), clock),
                new UpdatesFeed(client, feed.url().resolve("updates.xml")),
                () -> names);
    }
}

package dev.torrentcrates.watcher.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.store.IndexState;
import dev.torrentcrates.watcher.store.IndexStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every source does, whatever it reads: each is tested by an heir of this. */
@SuppressWarnings("NullAway.Init") // Before each test.
public abstract class IndexSourceContract {
    private static final String ALPHA = "al/ph/alpha_one";

    @TempDir Path folder;
    private UpstreamSim upstream;
    private IndexStore store;
    private IndexSource source;

    /**
     * A source of what the upstream has.
     *
     * @param scratch for files of its own
     */
    protected abstract IndexSource source(IndexStore store, UpstreamSim upstream, Path scratch)
            throws IOException;

    @BeforeEach
    void start() throws IOException {
        upstream = UpstreamSim.start(folder.resolve("upstream"));
        upstream.publish(SampleCrates.library("Alpha_one", "1.0.0"));
        store = IndexStore.open(folder.resolve("store"), upstream.indexUrl().toString());
        source = source(store, upstream, folder.resolve("scratch"));
    }

    @AfterEach
    void stop() {
        source.close();
        store.close();
        upstream.close();
    }

    @Test
    void whatIsPublishedIsInTheNextState() throws IOException {
        assertThat(lines(source.fetch(), ALPHA)).hasSize(1);

        upstream.publish(SampleCrates.library("Alpha_one", "1.0.1"));
        upstream.publish(SampleCrates.library("beta", "1.0.0"));
        IndexState after = source.fetch();

        assertThat(lines(after, ALPHA)).hasSize(2);
        assertThat(lines(after, "be/ta/beta"))
                .extracting(IndexLine::json)
                .containsExactly(upstream.line("beta", "1.0.0"));
    }

    @Test
    void aYankIsInTheNextState() throws IOException {
        source.fetch();
        upstream.yank("Alpha_one", "1.0.0");

        assertThat(lines(source.fetch(), ALPHA))
                .extracting(IndexLine::yanked)
                .containsExactly(true);
    }

    @Test
    void aCrateThatIsDeletedIsAbsentFromTheNextStateAndStillInTheOneBefore() throws IOException {
        IndexState before = source.fetch();
        upstream.deleteCrate("Alpha_one");

        assertThat(lines(source.fetch(), ALPHA)).isEmpty();
        assertThat(lines(before, ALPHA)).hasSize(1);
    }

    @Test
    void whileNothingChangesItIsTheSameState() throws IOException {
        IndexState before = source.fetch();

        assertThat(source.fetch()).isEqualTo(before);
    }

    @Test
    void anUpstreamThatIsAwayLeavesTheStateAsItWas() throws IOException {
        IndexState before = source.fetch();
        upstream.goAway();
        assertThatThrownBy(source::fetch).isInstanceOf(UpstreamException.class);

        upstream.comeBack();
        assertThat(source.fetch()).isEqualTo(before);
    }

    @Test
    void anEarlierStateIsRecalled() throws IOException {
        IndexState before = source.fetch();
        upstream.yank("Alpha_one", "1.0.0");
        source.fetch();

        assertThat(source.recall(before.commit())).contains(before);
    }

    @Test
    void aStateThatNobodyHasIsNotRecalled() throws IOException {
        source.fetch();

        assertThat(source.recall(new Commit("0123456789".repeat(4), Instant.EPOCH))).isEmpty();
    }

    private List<IndexLine> lines(IndexState state, String path) throws IOException {
        IndexFile file = store.file(state.tree(), path);
        return file.readableLines();
    }
}

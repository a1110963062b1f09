package dev.torrentcrates.watcher.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.IndexEvent.VersionUnyanked;
import dev.torrentcrates.event.IndexEvent.VersionYanked;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.EventTopics;
import dev.torrentcrates.eventlog.FencedException;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.WatcherConfig.Since;
import dev.torrentcrates.watcher.git.GitSource;
import dev.torrentcrates.watcher.git.IndexStore;
import dev.torrentcrates.watcher.git.LsRemote;
import dev.torrentcrates.watcher.watch.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published where a watcher dies, starts late, or is one too many. */
class IndexTailTest {
    @TempDir Path folder;
    private EmbeddedKafka kafka;
    private UpstreamSim upstream;
    private int watchers;
    private IndexStore store;

    @BeforeEach
    void start() throws IOException {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        EventTopics.ensure(kafka.bootstrapServers());
        upstream = UpstreamSim.start(folder.resolve("upstream"));
        store = store("clone");
        upstream.publish(SampleCrates.library("alpha", "1.0.0"));
    }

    @AfterEach
    void stop() {
        store.close();
        upstream.close();
        kafka.close();
    }

    @Test
    void whatWasBegunIsPublishedToItsEndEvenWhereUpstreamTookItBack() throws IOException {
        try (EventSide events = events()) {
            look(tail(Since.BEGINNING, store, events));
            upstream.yank("alpha", "1.0.0");
            // Here a watcher dies: the brokers may have the yank, or not.
            store.markPublishing(source(store).fetch());
            upstream.unyank("alpha", "1.0.0");
        }
        try (EventSide events = events()) {
            look(tail(Since.BEGINNING, store, events));
        }

        assertThat(published())
                .extracting(event -> (Object) event.getClass())
                .containsExactly(
                        VersionPublished.class, VersionYanked.class, VersionUnyanked.class);
    }

    @Test
    void fromNowOnMeansThatWhatWasThereBeforeIsNoEvent() throws IOException {
        try (EventSide events = events()) {
            IndexTail tail = tail(Since.NOW, store, events);
            look(tail);
            upstream.publish(SampleCrates.library("beta", "1.0.0"));
            look(tail);

            assertThat(events.tally().events()).containsEntry("VersionPublished", 1L);
        }

        assertThat(published()).extracting(event -> event.crate().value()).containsExactly("beta");
    }

    @Test
    void aBulkCommitIsPublishedWhole() throws IOException {
        upstream.commit(
                "a bulk job",
                edit -> {
                    for (int i = 0; i < 21_000; i++) {
                        edit.publish(SampleCrates.ofText("bulk-" + i % 50, "1.0." + i, "bytes"));
                    }
                });
        try (EventSide events = events()) {
            look(tail(Since.BEGINNING, store, events));
        }

        assertThat(published()).hasSize(21_001).doesNotHaveDuplicates();
        assertThat(checkpoints())
                .extracting(WatcherCheckpoint::complete)
                .containsExactly(false, true);
    }

    @Test
    void theWatcherThatStartsLaterFencesTheOneBefore() throws IOException {
        try (EventSide first = events();
                EventSide second = events();
                IndexStore other = store("other")) {
            IndexTail before = tail(Since.BEGINNING, store, first);
            look(before);
            look(tail(Since.BEGINNING, other, second));
            upstream.yank("alpha", "1.0.0");

            assertThatThrownBy(() -> look(before)).isInstanceOf(FencedException.class);
        }
    }

    private void look(IndexTail tail) throws IOException {
        tail.look(Selection.EVERYTHING);
    }

    private IndexTail tail(Since since, IndexStore into, EventSide events) {
        return new IndexTail(
                new TailSettings(
                        Registry.CRATES_IO,
                        since,
                        1_000,
                        "watcher-" + ++watchers,
                        InstantSource.system()),
                into,
                source(into),
                events,
                new DeletionBreaker(100));
    }

    private GitSource source(IndexStore into) {
        String url = upstream.indexUrl().toString();
        return new GitSource(into, url, "master", new LsRemote(url, "master"));
    }

    private EventSide events() {
        return EventSide.of(kafka.bootstrapServers(), Registry.CRATES_IO);
    }

    private IndexStore store(String name) throws IOException {
        return IndexStore.open(folder.resolve(name), upstream.indexUrl().toString());
    }

    private List<IndexEvent> published() throws EventLogException {
        return EventTail.readAll(kafka.bootstrapServers(), Topics.INDEX_EVENTS);
    }

    private List<WatcherCheckpoint> checkpoints() throws EventLogException {
        return EventTail.readAll(kafka.bootstrapServers(), Topics.WATCHER_CHECKPOINT);
    }
}

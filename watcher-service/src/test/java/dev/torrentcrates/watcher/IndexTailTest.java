package dev.torrentcrates.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.IndexEvent.VersionUnyanked;
import dev.torrentcrates.event.IndexEvent.VersionYanked;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.EventTopics;
import dev.torrentcrates.eventlog.FencedException;
import dev.torrentcrates.eventlog.TransactionalProducer;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.WatcherConfig.Since;
import dev.torrentcrates.watcher.git.IndexClone;
import java.io.IOException;
import java.nio.file.Path;
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
    private IndexClone clone;

    @BeforeEach
    void start() throws IOException {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        EventTopics.ensure(kafka.bootstrapServers());
        upstream = UpstreamSim.start(folder.resolve("upstream"));
        clone = clone("clone");
        upstream.publish(SampleCrates.library("alpha", "1.0.0"));
    }

    @AfterEach
    void stop() {
        clone.close();
        upstream.close();
        kafka.close();
    }

    @Test
    void whatWasBegunIsPublishedToItsEndEvenWhereUpstreamTookItBack() throws IOException {
        try (TransactionalProducer producer = producer()) {
            tail(Since.BEGINNING, clone, producer).look();
            upstream.yank("alpha", "1.0.0");
            // Here a watcher dies: the brokers may have the yank, or not.
            clone.markPublishing(clone.fetch());
            upstream.unyank("alpha", "1.0.0");

            tail(Since.BEGINNING, clone, producer).look();
        }

        assertThat(events())
                .extracting(event -> (Object) event.getClass())
                .containsExactly(
                        VersionPublished.class, VersionYanked.class, VersionUnyanked.class);
    }

    @Test
    void fromNowOnMeansThatWhatWasThereBeforeIsNoEvent() throws IOException {
        try (TransactionalProducer producer = producer()) {
            IndexTail tail = tail(Since.NOW, clone, producer);
            tail.look();
            upstream.publish(SampleCrates.library("beta", "1.0.0"));
            tail.look();

            assertThat(tail.progress().events()).isEqualTo(1);
        }

        assertThat(events()).extracting(event -> event.crate().value()).containsExactly("beta");
    }

    @Test
    void aBulkCommitIsPublishedWhole() throws IOException {
        upstream.commit(
                "a bulk job",
                edit -> {
                    for (int i = 0; i < 6_000; i++) {
                        edit.publish(SampleCrates.ofText("bulk-" + i % 50, "1.0." + i, "bytes"));
                    }
                });
        try (TransactionalProducer producer = producer()) {
            tail(Since.BEGINNING, clone, producer).look();
        }

        assertThat(events()).hasSize(6_001).doesNotHaveDuplicates();
    }

    @Test
    void theWatcherThatStartsLaterFencesTheOneBefore() throws IOException {
        try (TransactionalProducer first = producer();
                TransactionalProducer second = producer();
                IndexClone other = clone("other")) {
            IndexTail before = tail(Since.BEGINNING, clone, first);
            before.look();
            tail(Since.BEGINNING, other, second).look();
            upstream.yank("alpha", "1.0.0");

            assertThatThrownBy(before::look).isInstanceOf(FencedException.class);
        }
    }

    private IndexTail tail(Since since, IndexClone of, TransactionalProducer producer) {
        return new IndexTail(Registry.CRATES_IO, since, of, producer);
    }

    private TransactionalProducer producer() {
        return TransactionalProducer.start(kafka.bootstrapServers(), "watcher-test");
    }

    private IndexClone clone(String name) throws IOException {
        return IndexClone.open(folder.resolve(name), upstream.indexUrl().toString(), "master");
    }

    private List<IndexEvent> events() throws EventLogException {
        return EventTail.readAll(kafka.bootstrapServers(), Topics.INDEX_EVENTS);
    }
}

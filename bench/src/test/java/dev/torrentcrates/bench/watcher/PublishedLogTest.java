package dev.torrentcrates.bench.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.bench.index.LineDigest;
import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.DeadLetter;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.eventlog.EventTopics;
import dev.torrentcrates.index.IndexLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Figures of a replay that lost something are worth nothing. One log, which gets worse. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PublishedLogTest {
    private static final Registry REGISTRY = new Registry("crates.io");
    private static final Commit COMMIT = new Commit("a".repeat(40), Instant.EPOCH);
    private static final List<IndexLine> LINES = List.of(line("1.0.0"), line("1.0.1"));
    private static final LineDigest WANTED =
            LineDigest.NONE.plus(LINES.get(0).json()).plus(LINES.get(1).json());

    @TempDir static Path folder;
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void publish() throws IOException {
        kafka = EmbeddedKafka.start(folder, 0);
        EventTopics.ensure(kafka.bootstrapServers());
        for (IndexLine line : LINES) {
            publish(line);
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    @Order(1)
    void aLogWithEveryLineOnceWillDo() throws Exception {
        PublishedLog log = new PublishedLog();

        log.require(kafka.bootstrapServers(), WANTED);

        assertThat(log.published()).isEqualTo(2);
    }

    @Test
    @Order(2)
    void oneLineMoreOrLessWillNot() {
        assertRefused(WANTED.plus("another"), "2 versions were published of 3 lines");
        assertRefused(LineDigest.NONE.plus(LINES.get(0).json()), "of 1 lines");
    }

    @Test
    @Order(3)
    void asManyLinesThatAreOtherOnesWillNot() {
        assertRefused(LineDigest.NONE.plus(LINES.get(0).json()).plus("another"), "lines differ");
    }

    @Test
    @Order(4)
    void aDeadLetterWillNot() throws EventLogException {
        try (EventProducer producer = producer()) {
            producer.send(
                    Topics.INDEX_EVENTS_DLQ,
                    List.of(
                            new DeadLetter.UnreadableLine(
                                    REGISTRY, COMMIT, "3/o/one", 1, "not JSON", "{")));
        }

        assertRefused(WANTED, "1 other events");
    }

    private static void assertRefused(LineDigest wanted, String reason) {
        assertThatExceptionOfType(BenchFailedException.class)
                .isThrownBy(() -> new PublishedLog().require(kafka.bootstrapServers(), wanted))
                .withMessageContaining(reason);
    }

    private static void publish(IndexLine line) throws EventLogException {
        try (EventProducer producer = producer()) {
            producer.send(
                    Topics.INDEX_EVENTS,
                    List.of(new IndexEvent.VersionPublished(REGISTRY, COMMIT, line)));
        }
    }

    private static EventProducer producer() {
        return EventProducer.start(kafka.bootstrapServers(), "test");
    }

    private static IndexLine line(String version) {
        String cksum = "0".repeat(64);
        return IndexLine.parse(
                "{\"name\":\"one\",\"vers\":\"" + version + "\",\"cksum\":\"" + cksum + "\"}");
    }
}

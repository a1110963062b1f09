package dev.torrentcrates.bench.torrentizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.bench.Progress;
import dev.torrentcrates.bench.crates.CrateFolder;
import dev.torrentcrates.bench.crates.CrateSizes;
import dev.torrentcrates.bench.crates.MadeCrate;
import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.eventlog.EventTopics;
import java.io.OutputStream;
import java.io.PrintStream;
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

/** Figures of a service that lost something are worth nothing. One log, which gets longer. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BuiltTorrentsTest {
    private static final Commit COMMIT = new Commit("a".repeat(40), Instant.EPOCH);

    @TempDir static Path folder;
    private static EmbeddedKafka kafka;
    private static List<MadeCrate> crates = List.of();

    @BeforeAll
    static void start() throws Exception {
        Progress silent =
                new Progress(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
        crates =
                CrateFolder.write(
                        folder.resolve("crates"), new CrateSizes(List.of(100, 20_000)), silent);
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        EventTopics.ensure(kafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    @Order(1)
    void aMissingTorrentIsFound() throws Exception {
        announce(crates.get(0), crates.get(0));

        assertRefused("of 2, 1 were not announced rightly, and 0 events are wrong");
    }

    @Test
    @Order(2)
    void everyTorrentOnceWillDo() throws Exception {
        announce(crates.get(1), crates.get(1));

        BuiltTorrents.require(kafka.bootstrapServers(), crates);
    }

    @Test
    @Order(3)
    void theTorrentOfAnotherFileWillNot() throws Exception {
        announce(crates.get(1), crates.get(0));

        assertRefused("of 2, 0 were not announced rightly, and 1 events are wrong");
    }

    @Test
    @Order(4)
    void oneThatIsAnnouncedTwiceWillNot() throws Exception {
        announce(crates.get(1), crates.get(1));

        assertRefused("and 2 events are wrong");
    }

    private static void assertRefused(String reason) {
        assertThatExceptionOfType(BenchFailedException.class)
                .isThrownBy(() -> BuiltTorrents.require(kafka.bootstrapServers(), crates))
                .withMessageContaining(reason);
    }

    private static void announce(MadeCrate crate, MadeCrate torrentOf) throws Exception {
        try (EventProducer producer = EventProducer.start(kafka.bootstrapServers(), "test")) {
            producer.send(
                    Topics.TORRENT_EVENTS,
                    List.of(
                            new TorrentBuilt(
                                    Stage.REGISTRY,
                                    COMMIT,
                                    0,
                                    crate.line(),
                                    torrentOf.torrent().entry())));
        }
    }
}

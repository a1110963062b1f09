package dev.torrentcrates.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.index.IndexLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/consumers/Follow.java}, as somebody runs it who copied it. */
class FollowTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path folder;
    private EmbeddedKafka kafka;
    private TransactionalProducer watcher;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        EventTopics.ensure(kafka.bootstrapServers());
        watcher = TransactionalProducer.start(kafka.bootstrapServers(), "watcher-crates.io");
        watcher.takeOver();
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        watcher.close();
        kafka.close();
    }

    @Test
    void whatIsCommittedIsShownOnceAndAKilledFollowerGoesOnWhereItWas() throws Exception {
        publish("1.0.0");
        publish("1.0.0"); // as a watcher does that was killed before it noted the first one
        abort("6.6.6");
        Process first = follow("first");
        awaitShown("first", "1.0.0");
        publish("1.0.1");
        awaitShown("first", "1.0.0", "1.0.1");
        // Four records, and a marker at the end of the first three transactions.
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(folder.resolve("offsets")).content().endsWith(" 7\n"));
        first.destroyForcibly().waitFor();

        publish("1.0.2");
        follow("second");

        awaitShown("second", "1.0.2");
    }

    private void publish(String version) throws IOException {
        watcher.publish(List.of(new Outgoing(Topics.INDEX_EVENTS, published(version))));
    }

    private void abort(String version) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                kafka.bootstrapServers(),
                                "transactional.id",
                                "aborts"),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(EventRecords.write(Topics.INDEX_EVENTS, published(version))).get();
            producer.abortTransaction();
        }
    }

    private Process follow(String name) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Path.of("..", "docs", "consumers", "Follow.java").toString(),
                                kafka.bootstrapServers(),
                                folder.resolve("offsets").toString())
                        .redirectOutput(folder.resolve(name).toFile())
                        .redirectError(folder.resolve(name + ".errors").toFile())
                        .start();
        started.add(process);
        return process;
    }

    private void awaitShown(String name, String... versions) {
        List<String> lines =
                Stream.of(versions)
                        .map(
                                version ->
                                        "2026-11-01T12:34:56Z\tdev.torrentcrates.VersionPublished\tserde\t"
                                                + version)
                        .toList();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(Files.readAllLines(folder.resolve(name)))
                                        .as(() -> errors(name))
                                        .isEqualTo(lines));
    }

    private String errors(String name) {
        try {
            return Files.readString(folder.resolve(name + ".errors"));
        } catch (IOException e) {
            return "its errors cannot be read: " + e.getMessage();
        }
    }

    private static IndexEvent published(String version) {
        return new IndexEvent.VersionPublished(
                Registry.CRATES_IO,
                new Commit("a".repeat(40), Instant.parse("2026-11-01T12:34:56Z")),
                IndexLine.parse(
                        "{\"name\":\"serde\",\"vers\":\"%s\",\"deps\":[],\"cksum\":\"%s\",\"features\":{},\"yanked\":false}"
                                .formatted(version, "ab".repeat(32))));
    }
}

package dev.torrentcrates.torrentizer;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.upstream.download.DownloadFault;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens when storage or brokers go away, and what is committed. */
@QuarkusTest
@QuarkusTestResource(TorrentizedUpstream.class)
@SuppressWarnings("NullAway.Init") // The test resource sets the field.
class TorrentizerOutageTest {
    Surroundings surroundings;

    @BeforeEach
    void awaitReady() {
        await().atMost(Surroundings.PATIENCE)
                .until(() -> get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void whileStorageIsAwayNothingIsLostOrCommittedAndTheServiceStaysAlive() throws Exception {
        List<SampleCrate> crates =
                IntStream.range(0, 30)
                        .mapToObj(i -> SampleCrates.ofText("outage-" + i, "1.0.0", "text " + i))
                        .toList();
        surroundings.stopStorage();
        try {
            surroundings.upstream.publishAll(crates);
            surroundings.happens(
                    crates.stream().map(Fixture::published).toArray(IndexEvent[]::new));
            await().atMost(Surroundings.PATIENCE).until(() -> trouble() != null);
            get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
            assertThat(surroundings.events("outage-0")).isEmpty();
            assertThat(isCommitted("outage-0")).isFalse();
        } finally {
            surroundings.startStorage();
        }

        String[] names = crates.stream().map(it -> it.name().value()).toArray(String[]::new);
        await().atMost(Surroundings.PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(surroundings.records(Topics.TORRENT_EVENTS))
                                        .map(Recorded::event)
                                        .filteredOn(TorrentBuilt.class::isInstance)
                                        .map(event -> ((TorrentBuilt) event).crate().value())
                                        .contains(names));
        await().atMost(Surroundings.PATIENCE).until(() -> trouble() == null);
    }

    @Test
    void whileTheBrokersAreAwayNothingIsLostAndTheServiceStaysAlive() throws IOException {
        surroundings.publish(SampleCrates.library("before-broker-outage", "1.0.0"));
        surroundings.awaitEvents("before-broker-outage", 1);
        SampleCrate slow = SampleCrates.library("during-broker-outage", "1.0.0");
        surroundings
                .upstream
                .faults()
                .on("during-broker-outage", "1.0.0")
                .next(1, DownloadFault.slow(Duration.ofSeconds(1)));
        surroundings.publish(slow);
        await().atMost(Surroundings.PATIENCE)
                .until(
                        () ->
                                surroundings
                                                .upstream
                                                .downloads()
                                                .requests("during-broker-outage", "1.0.0")
                                        > 0);
        surroundings.stopBroker();
        get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        surroundings.startBroker();
        surroundings.publish(SampleCrates.library("after-broker-outage", "1.0.0"));

        // What was under way when they went may be announced twice.
        for (String crate : List.of("during-broker-outage", "after-broker-outage")) {
            await().atMost(Surroundings.PATIENCE)
                    .until(() -> !surroundings.events(crate).isEmpty());
            assertThat(surroundings.events(crate)).allMatch(TorrentBuilt.class::isInstance);
        }
        get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void anOffsetIsCommittedWhenItsEventIsDone() {
        surroundings.publish(SampleCrates.library("committed", "1.0.0"));

        await().atMost(Surroundings.PATIENCE).until(() -> isCommitted("committed"));

        assertThat(surroundings.events("committed")).hasSize(1);
    }

    private static String trouble() {
        return get("/api/v1/torrentizer").jsonPath().getString("trouble");
    }

    private boolean isCommitted(String crate) throws Exception {
        Recorded published = surroundings.lastIndexEvent(crate);
        TopicPartition partition = new TopicPartition("index-events", published.partition());
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", surroundings.bootstrapServers()))) {
            OffsetAndMetadata committed =
                    admin.listConsumerGroupOffsets("torrentizer")
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(partition);
            return committed != null && committed.offset() > published.offset();
        }
    }
}

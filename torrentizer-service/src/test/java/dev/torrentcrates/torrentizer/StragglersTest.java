package dev.torrentcrates.torrentizer;

import static dev.torrentcrates.event.Registry.CRATES_IO;
import static dev.torrentcrates.torrentizer.Fixture.COMMIT;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.IndexEvent.VersionYanked;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.TorrentEvent.Forwarded;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.event.VersionGivenUp;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.state.CrateState;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.upstream.download.DownloadFault;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service, where a version cannot be had at once. Each test has its own crates. */
@QuarkusTest
@QuarkusTestResource(TorrentizedUpstream.class)
@SuppressWarnings("NullAway.Init") // The test resource sets the field.
class StragglersTest {
    Surroundings surroundings;

    @BeforeEach
    void awaitReady() {
        await().atMost(Surroundings.PATIENCE)
                .until(() -> get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void aVersionThatUpstreamDoesNotHaveYetIsParkedAndThenBuilt() {
        SampleCrate crate = SampleCrates.library("late", "1.0.0");
        surroundings.upstream.faults().on("late", "1.0.0").next(3, DownloadFault.notFound());
        surroundings.publish(crate);

        List<TorrentEvent> events = surroundings.awaitEvents("late", 2);

        assertThat(events.get(0))
                .isEqualTo(
                        new Forwarded(
                                new VersionPublished(CRATES_IO, COMMIT, Fixture.line(crate)),
                                surroundings.offsets("late").getFirst()));
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        TorrentBuilt.class,
                        built ->
                                assertThat(built.indexOffset())
                                        .isEqualTo(surroundings.offsets("late").getFirst()));
        assertThat(surroundings.upstream.downloads().requests("late", "1.0.0")).isEqualTo(4);
        await().atMost(Surroundings.PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(surroundings.parked("late"))
                                        .isNotEmpty()
                                        .last()
                                        .satisfies(record -> assertThat(record.event()).isNull()));
        assertThat(surroundings.parked("late").stream().map(Recorded::event).limit(3))
                .extracting(event -> ((VersionParked) event).retry().attempts())
                .containsExactly(1, 2, 3);
    }

    @Test
    void whatAnEarlierProcessParkedIsBuilt() {
        SampleCrate crate = SampleCrates.library("inherited", "1.0.0");
        surroundings.upstream.publish(crate);
        IndexLine line = Fixture.line(crate);
        Instant now = Instant.now();

        surroundings.isParked(Fixture.parked(line, 4711, now));

        assertThat(surroundings.awaitEvents("inherited", 1).getFirst())
                .isInstanceOfSatisfying(
                        TorrentBuilt.class,
                        built -> assertThat(built.indexOffset()).isEqualTo(4711));
        await().atMost(Surroundings.PATIENCE)
                .until(() -> surroundings.parked("inherited").getLast().event() == null);
    }

    @Test
    void aYankThatComesMeanwhileIsNotUndoneByTheTorrentThatComesLater() {
        SampleCrate crate = SampleCrates.library("late-and-yanked", "1.0.0");
        surroundings
                .upstream
                .faults()
                .on("late-and-yanked", "1.0.0")
                .always(DownloadFault.notFound());
        IndexLine line = surroundings.publish(crate);
        surroundings.awaitEvents("late-and-yanked", 1);
        IndexLine yanked =
                IndexLine.parse(line.json().replace("\"yanked\":false", "\"yanked\":true"));
        surroundings.happens(new VersionYanked(CRATES_IO, COMMIT, yanked));
        surroundings.awaitEvents("late-and-yanked", 2);
        surroundings.upstream.faults().on("late-and-yanked", "1.0.0").clear();

        CrateState state = CrateState.UNKNOWN;
        for (TorrentEvent event : surroundings.awaitEvents("late-and-yanked", 3)) {
            state = state.apply(event);
        }

        assertThat(state.built())
                .singleElement()
                .satisfies(built -> assertThat(built.line()).isEqualTo(yanked));
    }

    @Test
    void aDeletionCancelsTheRetriesOfItsVersion() {
        surroundings.upstream.faults().on("cancelled", "1.0.0").always(DownloadFault.notFound());
        IndexLine line = surroundings.publish(SampleCrates.library("cancelled", "1.0.0"));
        surroundings.awaitEvents("cancelled", 1);

        surroundings.happens(new VersionDeleted(CRATES_IO, COMMIT, line));
        surroundings.awaitEvents("cancelled", 2);
        surroundings.upstream.faults().on("cancelled", "1.0.0").clear();

        await().atMost(Surroundings.PATIENCE)
                .until(() -> surroundings.parked("cancelled").getLast().event() == null);
        await().during(Duration.ofSeconds(1))
                .atMost(Surroundings.PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(surroundings.events("cancelled"))
                                        .hasSize(2)
                                        .allMatch(Forwarded.class::isInstance));
    }

    @Test
    void wrongBytesAreNeverStoredAndEndAsAFailure() throws IOException {
        SampleCrate crate = SampleCrates.library("wrong-bytes", "1.0.0");
        surroundings
                .upstream
                .faults()
                .on("wrong-bytes", "1.0.0")
                .always(DownloadFault.otherBytes());
        surroundings.publish(crate);

        List<TorrentEvent> events = surroundings.awaitEvents("wrong-bytes", 2);

        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        TorrentFailed.class,
                        failed -> {
                            assertThat(failed.reason()).isEqualTo(FailureReason.CKSUM_MISMATCH);
                            assertThat(failed.indexOffset())
                                    .isEqualTo(surroundings.offsets("wrong-bytes").getFirst());
                        });
        assertThat(surroundings.store().stat(BlobKey.crate(crate.cksum()))).isEmpty();
        await().atMost(Surroundings.PATIENCE)
                .until(
                        () ->
                                surroundings.parked("wrong-bytes").getLast().event()
                                        instanceof VersionGivenUp);
    }
}

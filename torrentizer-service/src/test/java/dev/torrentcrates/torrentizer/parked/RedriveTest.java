package dev.torrentcrates.torrentizer.parked;

import static dev.torrentcrates.torrentizer.Fixture.COMMIT;
import static dev.torrentcrates.torrentizer.Fixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.ParkedEvent;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.VersionGivenUp;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.event.VersionParked.Cause;
import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.EventTopics;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.MemoryEventSink;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real topic, which one process writes and another reads. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder.
class RedriveTest {
    @TempDir Path folder;

    @Test
    void whatWasGivenUpLastAndIsMeantIsTriedFromNowOn() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0);
                EventProducer topic =
                        EventProducer.start(kafka.bootstrapServers(), "redrive-test")) {
            EventTopics.ensure(kafka.bootstrapServers());
            VersionGivenUp missing = givenUp("missing", FailureReason.NOT_FOUND);
            VersionGivenUp wrong = givenUp("wrong", FailureReason.CKSUM_MISMATCH);
            VersionGivenUp deleted = givenUp("deleted", FailureReason.NOT_FOUND);
            VersionGivenUp redriven = givenUp("redriven", FailureReason.NOT_FOUND);
            say(topic, missing, wrong, deleted, redriven);
            say(topic, Fixture.parked("redriven", 17, NOON), Fixture.parked("waits", 18, NOON));
            topic.tombstone(Topics.PARKED, deleted.partitionKey(), deleted.recordKey());
            MemoryEventSink said = new MemoryEventSink();
            Redrive redrive =
                    new Redrive(
                            () ->
                                    EventTail.ofAll(
                                            kafka.bootstrapServers(),
                                            "redrive-test",
                                            List.of(Topics.PARKED)),
                            said);

            Redrive.Redriven done =
                    redrive.redrive(it -> it.reason() == FailureReason.NOT_FOUND, NOON);

            assertThat(done).isEqualTo(new Redrive.Redriven(1, 0));
            assertThat(said.events(Topics.PARKED))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            VersionParked.class,
                            parked -> {
                                assertThat(parked.identity()).isEqualTo(missing.identity());
                                assertThat(parked.indexOffset()).isEqualTo(17);
                                assertThat(parked.retry().cause()).isEqualTo(Cause.REDRIVEN);
                                assertThat(parked.retry().attempts()).isZero();
                                assertThat(parked.retry().since()).isEqualTo(NOON);
                            });
            assertThat(redrive.redrive(_ -> true, NOON).redriven()).isEqualTo(2);
        }
    }

    @Test
    void manyAreRedrivenInSeveralCallsThoughTheLogStillHasTheirFirstWords() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0);
                EventProducer topic =
                        EventProducer.start(kafka.bootstrapServers(), "redrive-test")) {
            EventTopics.ensure(kafka.bootstrapServers());
            for (int i = 0; i < 5; i++) {
                say(topic, givenUp("one-" + i, FailureReason.NOT_FOUND));
            }
            Redrive redrive =
                    new Redrive(
                            () ->
                                    EventTail.ofAll(
                                            kafka.bootstrapServers(),
                                            "redrive-test",
                                            List.of(Topics.PARKED)),
                            topic,
                            2);

            assertThat(redrive.redrive(_ -> true, NOON)).isEqualTo(new Redrive.Redriven(2, 3));
            assertThat(redrive.redrive(_ -> true, NOON)).isEqualTo(new Redrive.Redriven(2, 1));
            assertThat(redrive.redrive(_ -> true, NOON)).isEqualTo(new Redrive.Redriven(1, 0));
            assertThat(redrive.redrive(_ -> true, NOON)).isEqualTo(new Redrive.Redriven(0, 0));
        }
    }

    private static void say(EventProducer topic, ParkedEvent... events) throws Exception {
        topic.send(Topics.PARKED, List.<Event>of(events));
    }

    private static VersionGivenUp givenUp(String name, FailureReason failure) {
        return new VersionGivenUp(
                Registry.CRATES_IO, COMMIT, 17, Fixture.line(name), failure, "in vain", NOON);
    }
}

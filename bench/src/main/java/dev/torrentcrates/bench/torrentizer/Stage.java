package dev.torrentcrates.bench.torrentizer;

import dev.torrentcrates.bench.crates.MadeCrate;
import dev.torrentcrates.bench.process.RunningBroker;
import dev.torrentcrates.bench.process.RunningS3;
import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.standalone.process.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What the torrentizer stands on, each in a process of its own. */
record Stage(RunningBroker broker, RunningS3 s3) implements AutoCloseable {
    static final Registry REGISTRY = new Registry("crates.io");

    private static final Commit COMMIT = new Commit("0".repeat(40), Instant.EPOCH);

    /** As many as Kafka's client packs into one request, and more. */
    private static final int EVENTS_AT_ONCE = 500;

    /**
     * Starts both.
     *
     * @param folder for their data and their logs
     */
    static Stage start(Checkout checkout, Path folder) throws IOException, InterruptedException {
        RunningBroker broker = RunningBroker.start(checkout, folder);
        try {
            return new Stage(broker, RunningS3.start(checkout, folder));
        } catch (IOException | InterruptedException e) {
            broker.close();
            throw e;
        }
    }

    /** Says that these were published. */
    void publish(List<MadeCrate> crates) throws EventLogException {
        List<? extends Event> events =
                crates.stream()
                        .map(crate -> new VersionPublished(REGISTRY, COMMIT, crate.line()))
                        .toList();
        try (EventProducer producer = EventProducer.start(broker.bootstrapServers(), "bench")) {
            for (int i = 0; i < events.size(); i += EVENTS_AT_ONCE) {
                int end = Math.min(i + EVENTS_AT_ONCE, events.size());
                producer.send(Topics.INDEX_EVENTS, events.subList(i, end));
            }
        }
    }

    @Override
    public void close() {
        try (broker) {
            s3.close();
        }
    }
}

package dev.torrentcrates.torrentizer.stream;

import dev.torrentcrates.event.DeadLetter.UnreadableRecord;
import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.Topic;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent.Forwarded;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.eventlog.EventBatch;
import dev.torrentcrates.eventlog.EventSink;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.torrentizer.attempt.Attempts;
import dev.torrentcrates.torrentizer.attempt.LastWord;
import dev.torrentcrates.torrentizer.attempt.Verdict;
import dev.torrentcrates.torrentizer.parked.ParkedRetries;
import dev.torrentcrates.torrentizer.progress.Counts;
import dev.torrentcrates.torrentizer.progress.Need;
import dev.torrentcrates.torrentizer.progress.Perseverance;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * From index events to torrent events: one for one, in the order of each crate, many crates at
 * once. Batches come one at a time.
 */
public final class IndexStream implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(IndexStream.class.getName());

    private final Settings settings;
    private final Attempts attempts;
    private final EventSink sink;
    private final Perseverance perseverance;
    private final Counts counts;
    private final Semaphore building;
    private final ExecutorService crates = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * How it works.
     *
     * @param concurrency how many crates are built at once
     * @param firstPatience for the first download of a version: others wait behind it, and one that
     *     takes its time is better left to the retries, which hold nobody up
     */
    public record Settings(int concurrency, Duration firstPatience) {}

    /** A stream. */
    public IndexStream(
            Settings settings,
            Attempts attempts,
            EventSink sink,
            Perseverance perseverance,
            Counts counts) {
        this.settings = settings;
        this.attempts = attempts;
        this.sink = sink;
        this.perseverance = perseverance;
        this.counts = counts;
        this.building = new Semaphore(settings.concurrency());
    }

    /**
     * Returns when all that follows from the batch is stored and acknowledged, however long storage
     * and brokers take; made again, it comes to the same.
     *
     * @throws InterruptedException where the service stops before that
     */
    public void process(EventBatch batch) throws InterruptedException {
        for (UnreadableRecord record : batch.unreadable()) {
            bury(record);
        }
        List<Future<?>> underWay = new ArrayList<>();
        for (List<Recorded> events : byCrate(batch).values()) {
            underWay.add(submit(events));
        }
        for (Future<?> crate : underWay) {
            await(crate);
        }
    }

    /** Interrupts what is under way; its events come again. */
    @Override
    public void close() {
        crates.shutdownNow();
    }

    private void requireRoom() throws IOException {
        if (counts.parked() >= ParkedRetries.MAX_PARKED) {
            throw new IOException(ParkedRetries.MAX_PARKED + " versions are parked already");
        }
    }

    private static Map<String, List<Recorded>> byCrate(EventBatch batch) {
        Map<String, List<Recorded>> byCrate = new LinkedHashMap<>();
        for (Recorded one : batch.records()) {
            byCrate.computeIfAbsent(one.key(), _ -> new ArrayList<>()).add(one);
        }
        return byCrate;
    }

    private Future<?> submit(List<Recorded> events) throws InterruptedException {
        try {
            return crates.submit(() -> processCrate(events));
        } catch (RejectedExecutionException e) {
            throw new InterruptedException("closed");
        }
    }

    private static void await(Future<?> crate) throws InterruptedException {
        try {
            crate.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("stopped");
            }
            throw new IllegalStateException("a crate's events were not dealt with", e);
        }
    }

    private int processCrate(List<Recorded> events) throws InterruptedException {
        for (Recorded one : events) {
            if (one.event() instanceof IndexEvent event) {
                process(event, one.offset());
            } else {
                buryTombstone(one);
            }
            counts.event(attempts.now());
        }
        return events.size();
    }

    private void process(IndexEvent event, long offset) throws InterruptedException {
        switch (Step.plan(event)) {
            case Step.Build(VersionPublished published) -> build(published, offset);
            case Step.Forward(IndexEvent change) -> forward(change, offset);
            case Step.ForwardAndCancel(VersionDeleted deletion) -> {
                forward(deletion, offset);
                perseverance.insistOn(
                        Need.BROKERS,
                        "cancelling retries of " + deletion.line(),
                        () -> cancel(deletion.identity(), offset));
            }
        }
    }

    /** Not what was published again since: this may come late. */
    private void cancel(VersionIdentity version, long offset) throws IOException {
        sink.tombstone(Topics.PARKED, version.crateKey(), version.key(), offset);
    }

    private void build(VersionPublished published, long offset) throws InterruptedException {
        switch (attempt(published, offset)) {
            case Verdict.Announce(var built, var bytes) -> {
                send(Topics.TORRENT_EVENTS, built);
                counts.built(built, bytes, attempts.now());
            }
            case Verdict.Park(var parked, var reason) -> {
                // First the line, so that downstream knows it before anything comes of it.
                forward(published, offset);
                send(Topics.PARKED, parked);
                LOG.log(System.Logger.Level.INFO, "{0} is parked: {1}", published.line(), reason);
            }
            case Verdict.GiveUp giveUp -> {
                perseverance.insistOn(
                        Need.BROKERS,
                        "giving up " + published.line(),
                        () -> LastWord.say(sink, giveUp));
                counts.failed(giveUp.letter().reason());
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} is refused: {1}, {2}",
                        published.line(),
                        giveUp.letter().reason(),
                        giveUp.letter().detail());
            }
        }
    }

    /** The brokers are waited for outside: that takes time, and nothing else. */
    private Verdict attempt(VersionPublished published, long offset) throws InterruptedException {
        perseverance.insistOn(Need.ROOM, "taking more versions", this::requireRoom);
        building.acquire();
        try {
            return attempts.first(published, offset, settings.firstPatience());
        } finally {
            building.release();
        }
    }

    private void forward(IndexEvent change, long offset) throws InterruptedException {
        send(Topics.TORRENT_EVENTS, new Forwarded(change, offset));
        counts.forwarded();
    }

    private void buryTombstone(Recorded one) throws InterruptedException {
        bury(
                new UnreadableRecord(
                        one.topic().name(),
                        one.partition(),
                        one.offset(),
                        "a tombstone",
                        attempts.now()));
    }

    private void bury(UnreadableRecord record) throws InterruptedException {
        send(Topics.TORRENT_EVENTS_DLQ, record);
        counts.unreadable();
        LOG.log(
                System.Logger.Level.WARNING,
                "record {0} of {1}-{2} is unreadable: {3}",
                record.offset(),
                record.topic(),
                record.partition(),
                record.reason());
    }

    private void send(Topic<?> topic, Event event) throws InterruptedException {
        perseverance.insistOn(
                Need.BROKERS, "writing to " + topic.name(), () -> sink.send(topic, List.of(event)));
    }
}

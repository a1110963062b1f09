package dev.torrentcrates.torrentizer.parked;

import dev.torrentcrates.event.DeadLetter.UnreadableRecord;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.eventlog.EventBatch;
import dev.torrentcrates.eventlog.EventLoop;
import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.torrentizer.build.BuildOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Tries parked versions again when they are due. Attempts run beside the loop, which goes on
 * reading the topic, so that a deletion cancels an attempt under way. For one thread at a time.
 */
public final class ParkedRetries implements EventLoop.Step, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ParkedRetries.class.getName());
    private static final Duration POLL = Duration.ofMillis(100);

    private final Tools tools;
    private final int maxAttempts;
    private final ParkedVersions parked = new ParkedVersions();
    private final EventTail tail;
    private final Map<String, VersionParked> underWay = new HashMap<>();
    private final ConcurrentLinkedQueue<Attempt> finished = new ConcurrentLinkedQueue<>();
    private final Deque<UnreadableRecord> unreadable = new ArrayDeque<>();
    private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean begun;

    /**
     * Reads the topic once it is run.
     *
     * @param maxAttempts under way at once
     * @param tail a tail of {@link Topics#PARKED} that tells who owns what
     */
    public ParkedRetries(
            Tools tools, int maxAttempts, Function<EventTail.Ownership, EventTail> tail) {
        this.tools = tools;
        this.maxAttempts = maxAttempts;
        this.tail = tail.apply(parked);
    }

    /** Whether the topics were there, and this has run once. */
    public boolean hasBegun() {
        return begun;
    }

    private record Attempt(VersionParked version, BuildOutcome outcome) {}

    @Override
    public void run() throws IOException {
        EventBatch batch = tail.poll(POLL);
        begun = true;
        batch.records().forEach(parked::apply);
        unreadable.addAll(batch.unreadable());
        report();
        parkOvertakenAgain();
        settleFinished();
        if (tail.caughtUp()) {
            begin(tools.now());
        }
        tools.counts().parked(parked.size());
    }

    /** Abandons what is under way; it stays parked. */
    @Override
    public void close() {
        attempts.shutdownNow();
        tail.close();
    }

    private void begin(Instant now) {
        int room = maxAttempts - underWay.size();
        List<VersionParked> due =
                room == 0
                        ? List.of()
                        : parked.due(now, it -> !underWay.containsKey(it.recordKey()), room);
        for (VersionParked version : due) {
            underWay.put(version.recordKey(), version);
            attempts.execute(() -> attempt(version));
        }
    }

    private void attempt(VersionParked version) {
        try {
            BuildOutcome outcome =
                    tools.perseverance()
                            .insist(
                                    "building " + version.line(),
                                    () -> tools.builder().build(version.line()));
            finished.add(new Attempt(version, outcome));
        } catch (InterruptedException e) {
            // Closing; the version stays parked.
        }
    }

    private void settleFinished() throws IOException {
        for (Attempt attempt = finished.peek(); attempt != null; attempt = finished.peek()) {
            if (parked.holds(attempt.version())) {
                settle(attempt.version(), attempt.outcome());
            }
            underWay.remove(attempt.version().recordKey());
            finished.remove();
        }
    }

    /** May be made again where it fails in the middle. */
    private void settle(VersionParked version, BuildOutcome outcome) throws IOException {
        Instant now = tools.now();
        EventProducer producer = tools.producer();
        switch (tools.policy().decide(Wanted.of(version), outcome, now)) {
            case Verdict.Announce(var built, var bytes) -> {
                producer.send(Topics.TORRENT_EVENTS, List.of(built));
                producer.tombstone(Topics.PARKED, version);
                parked.release(version);
                tools.counts().built(bytes);
            }
            case Verdict.Park(var again, _) -> {
                producer.send(Topics.PARKED, List.of(again));
                parked.prolong(again);
            }
            case Verdict.GiveUp(var failed) -> {
                producer.send(Topics.TORRENT_EVENTS, List.of(failed));
                producer.tombstone(Topics.PARKED, version);
                parked.release(version);
                tools.counts().failed();
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} is given up after {1} attempts: {2}, {3}",
                        version.line(),
                        version.attempts() + 1,
                        failed.reason(),
                        failed.detail());
            }
        }
    }

    private void parkOvertakenAgain() throws IOException {
        for (Optional<VersionParked> next = parked.nextOvertaken();
                next.isPresent();
                next = parked.nextOvertaken()) {
            tools.producer().send(Topics.PARKED, List.of(next.get()));
            parked.overtakenIsParked();
        }
    }

    private void report() throws IOException {
        for (UnreadableRecord next = unreadable.peek(); next != null; next = unreadable.peek()) {
            tools.producer().send(Topics.TORRENT_EVENTS_DLQ, List.of(next));
            unreadable.remove();
        }
    }
}

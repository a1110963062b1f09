package dev.torrentcrates.torrentizer.parked;

import dev.torrentcrates.event.DeadLetter.UnreadableRecord;
import dev.torrentcrates.event.ParkedEvent;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.eventlog.EventBatch;
import dev.torrentcrates.eventlog.EventSink;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.torrentizer.attempt.Attempts;
import dev.torrentcrates.torrentizer.attempt.LastWord;
import dev.torrentcrates.torrentizer.attempt.Verdict;
import dev.torrentcrates.torrentizer.progress.Counts;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Tries parked versions again when they are due. Attempts run beside the loop, which goes on
 * reading the topic, so that a deletion cancels an attempt under way. For one thread at a time.
 */
public final class ParkedRetries implements AutoCloseable {
    /**
     * Parked versions are held in memory, with lines of 1.5 KB. Where so many are parked upstream
     * is in trouble, and there is no use in asking for more.
     */
    public static final int MAX_PARKED = 50_000;

    private static final System.Logger LOG = System.getLogger(ParkedRetries.class.getName());

    private final Attempts attempts;
    private final EventSink sink;
    private final Counts counts;
    private final int maxAttempts;
    private final ParkedVersions parked;
    private final ParkedKeys keys = new ParkedKeys();
    private final Map<String, VersionParked> underWay = new HashMap<>();

    /** As many as there are under way, at most: each one stays there until it is settled. */
    private final ConcurrentLinkedQueue<Finished> finished = new ConcurrentLinkedQueue<>();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Nothing is parked yet.
     *
     * @param maxAttempts under way at once
     */
    public ParkedRetries(Attempts attempts, EventSink sink, Counts counts, int maxAttempts) {
        this.attempts = attempts;
        this.parked = new ParkedVersions(attempts::oldEnoughAt);
        this.sink = sink;
        this.counts = counts;
        this.maxAttempts = maxAttempts;
    }

    /** An attempt that is over. */
    private sealed interface Finished {
        record Judged(VersionParked version, Verdict verdict) implements Finished {}

        record Broken(VersionParked version, Throwable failure) implements Finished {}
    }

    /** To be told, in the thread of this, which partitions are read. */
    public EventTail.Ownership ownership() {
        return new BothOwners(parked, keys);
    }

    /** What the topic names, for whoever else has to know. */
    public ParkedKeys keys() {
        return keys;
    }

    /**
     * Takes what was read, settles attempts that are over, and begins those that are due.
     *
     * @param caughtUp whether all of what is parked has been read: before that, what is known may
     *     have been cancelled long since, further on in the log
     * @throws IOException where the brokers did not take what came of it; the next call does what
     *     is left
     */
    public void take(EventBatch batch, boolean caughtUp) throws IOException {
        batch.records().forEach(parked::apply);
        batch.records().forEach(keys::apply);
        keys.read(caughtUp);
        tell(batch.unreadable());
        if (caughtUp) {
            parkOvertakenAgain();
            cancelLateAgain();
            settleFinished();
            begin(attempts.now());
        }
        counts.parked(parked.size());
    }

    /** Whether an attempt is over that has not been settled yet. */
    boolean hasFinished() {
        return !finished.isEmpty();
    }

    /** Abandons what is under way; it stays parked. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void begin(Instant now) {
        int room = maxAttempts - underWay.size();
        List<VersionParked> due =
                room == 0
                        ? List.of()
                        : parked.due(now, it -> !underWay.containsKey(it.recordKey()), room);
        for (VersionParked version : due) {
            underWay.put(version.recordKey(), version);
            threads.execute(() -> attempt(version));
        }
    }

    private void attempt(VersionParked version) {
        try {
            finished.add(new Finished.Judged(version, attempts.again(version)));
        } catch (InterruptedException e) {
            // Closing; the version stays parked.
        } catch (RuntimeException | Error e) {
            finished.add(new Finished.Broken(version, e));
        }
    }

    private void settleFinished() throws IOException {
        for (Finished next = finished.peek(); next != null; next = finished.peek()) {
            switch (next) {
                case Finished.Judged(var version, var verdict) -> {
                    if (parked.holds(version)) {
                        settle(version, verdict);
                    }
                    underWay.remove(version.recordKey());
                }
                // Such as memory that has run out: nobody knows what else is broken. It ends the
                // loop, which liveness tells, and the process is started anew.
                case Finished.Broken(var version, var failure) ->
                        throw new IllegalStateException(
                                "an attempt at " + version.line() + " broke: " + failure, failure);
            }
            finished.remove();
        }
    }

    /** May be made again where it fails in the middle. */
    private void settle(VersionParked version, Verdict verdict) throws IOException {
        switch (verdict) {
            case Verdict.Announce(var built, var bytes) -> {
                sink.send(Topics.TORRENT_EVENTS, List.of(built));
                tombstone(version);
                parked.release(version);
                counts.built(built, bytes, attempts.now());
            }
            case Verdict.Park(var again, _) -> {
                sink.send(Topics.PARKED, List.of(again));
                parked.prolong(again);
            }
            case Verdict.GiveUp giveUp -> {
                LastWord.say(sink, giveUp);
                parked.release(version);
                counts.failed(giveUp.letter().reason());
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} is given up after {1} attempts: {2}, {3}",
                        version.line(),
                        version.retry().attempts() + 1,
                        giveUp.letter().reason(),
                        giveUp.letter().detail());
            }
        }
    }

    private void tombstone(ParkedEvent version) throws IOException {
        sink.tombstone(
                Topics.PARKED, version.partitionKey(), version.recordKey(), version.indexOffset());
    }

    private void parkOvertakenAgain() throws IOException {
        for (Optional<ParkedEvent> next = parked.nextOvertaken();
                next.isPresent();
                next = parked.nextOvertaken()) {
            sink.send(Topics.PARKED, List.of(next.get()));
            parked.overtakenIsParked();
        }
    }

    private void cancelLateAgain() throws IOException {
        for (Optional<ParkedEvent> next = parked.nextLate();
                next.isPresent();
                next = parked.nextLate()) {
            tombstone(next.get());
            parked.lateIsCancelled();
        }
    }

    /**
     * They are not copied to the dead letters: each start and each rebalance reads the topic from
     * its beginning, and would copy them again. Nothing is lost by it, for the topic keeps them,
     * and only torrentizers write there.
     */
    private static void tell(List<UnreadableRecord> unreadable) {
        if (!unreadable.isEmpty()) {
            UnreadableRecord first = unreadable.getFirst();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "unreadable, and left on {1}: {0}, the first at {2}-{3}: {4}",
                    unreadable.size(),
                    first.topic(),
                    first.partition(),
                    first.offset(),
                    first.reason());
        }
    }
}

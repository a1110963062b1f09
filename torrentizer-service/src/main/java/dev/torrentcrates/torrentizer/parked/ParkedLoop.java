package dev.torrentcrates.torrentizer.parked;

import dev.torrentcrates.eventlog.EventBatch;
import dev.torrentcrates.eventlog.EventLoop;
import dev.torrentcrates.eventlog.EventTail;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

/** Reads what is parked, and has it tried again. For one thread at a time. */
public final class ParkedLoop implements EventLoop.Step, AutoCloseable {
    /** How late, at most, an attempt that is over is settled. */
    private static final Duration POLL = Duration.ofMillis(100);

    private final ParkedRetries retries;
    private final EventTail tail;
    private volatile boolean begun;

    /**
     * Reads the topic once it is run.
     *
     * @param others who else wants to know which partitions are this process's
     * @param tail a tail of {@link dev.torrentcrates.event.Topics#PARKED} that tells who owns what
     */
    public ParkedLoop(
            ParkedRetries retries,
            EventTail.Ownership others,
            Function<EventTail.Ownership, EventTail> tail) {
        this.retries = retries;
        this.tail = tail.apply(new BothOwners(retries.ownership(), others));
    }

    @Override
    public void run() throws IOException {
        EventBatch batch = tail.poll(POLL);
        begun = true;
        retries.take(batch, tail.caughtUp());
    }

    /** Whether the topics were there, and this has run once. */
    public boolean hasBegun() {
        return begun;
    }

    /** Abandons what is under way; it stays parked. */
    @Override
    public void close() {
        retries.close();
        tail.close();
    }
}

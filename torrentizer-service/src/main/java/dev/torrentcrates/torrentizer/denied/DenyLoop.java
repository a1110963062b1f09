package dev.torrentcrates.torrentizer.denied;

import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.EventLoop;
import dev.torrentcrates.eventlog.EventTail;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Keeps a deny list as its topic has it. For one thread at a time. */
public final class DenyLoop implements EventLoop.Step, AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final DenyList denied;
    private final EventTail tail;

    /** Reads once it is run. */
    public DenyLoop(String brokers, String clientId, DenyList denied) {
        this.denied = denied;
        this.tail = EventTail.ofAll(brokers, clientId + "-denied", List.of(Topics.DENIED));
    }

    /** A record that is no denial is passed over: the index service reports it. */
    @Override
    public void run() throws IOException {
        tail.poll(POLL).records().forEach(denied::apply);
        if (tail.caughtUp()) {
            denied.complete();
        }
    }

    @Override
    public void close() {
        tail.close();
    }
}

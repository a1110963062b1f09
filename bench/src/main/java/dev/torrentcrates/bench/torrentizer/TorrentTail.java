package dev.torrentcrates.bench.torrentizer;

import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.bench.process.MeasuredService;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.EventTail;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Reads torrent events as they come, as any service downstream does. For one thread at a time. */
final class TorrentTail implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    /** Events come in handfuls then: reading must not take time from what is measured. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** The start of the service is within it. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(90);

    private final EventTail tail;
    private volatile int built;

    /** Of this log. */
    TorrentTail(String bootstrapServers) {
        this.tail = EventTail.ofAll(bootstrapServers, "bench-tail", List.of(Topics.TORRENT_EVENTS));
    }

    /** How many torrents were announced so far. For any thread. */
    int built() {
        return built;
    }

    /**
     * Waits until so many torrents are announced.
     *
     * @throws BenchFailedException where the service has ended, or nothing comes any more
     */
    void await(int wanted, MeasuredService service)
            throws IOException, InterruptedException, BenchFailedException {
        long heard = System.nanoTime();
        while (built < wanted) {
            int more = poll();
            built = built + more;
            long now = System.nanoTime();
            if (more > 0) {
                heard = now;
            } else if (now - heard > LONGEST_SILENCE.toNanos()) {
                throw service.failure(
                        "has been silent for long, with " + built + " torrents of " + wanted);
            }
            service.requireAlive();
            service.lookAtMemory();
            Thread.sleep(PAUSE);
        }
    }

    @Override
    public void close() {
        tail.close();
    }

    private int poll() throws EventLogException {
        return (int)
                tail.poll(POLL).records().stream()
                        .filter(record -> record.event() instanceof TorrentBuilt)
                        .count();
    }
}

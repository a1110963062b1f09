package dev.torrentcrates.bench.watcher;

import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.bench.index.LineDigest;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.EventBatch;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.Recorded;
import java.time.Duration;
import java.util.List;

/** Reads what was published, and holds no more of it than a poll brings. */
final class PublishedLog {
    private static final Duration POLL = Duration.ofSeconds(1);

    private volatile LineDigest published = LineDigest.NONE;
    private long others;

    /** So many publications were read so far. For any thread. */
    long published() {
        return published.count();
    }

    /**
     * Reads all of it.
     *
     * @throws BenchFailedException where it has anything but these lines, each published once
     */
    void require(String bootstrapServers, LineDigest lines)
            throws EventLogException, BenchFailedException {
        try (EventTail tail =
                EventTail.ofAll(
                        bootstrapServers,
                        "bench",
                        List.of(Topics.INDEX_EVENTS, Topics.INDEX_EVENTS_DLQ))) {
            while (!tail.caughtUp()) {
                LineDigest more = LineDigest.NONE;
                EventBatch batch = tail.poll(POLL);
                others += batch.unreadable().size();
                for (Recorded record : batch.records()) {
                    if (record.event() instanceof IndexEvent.VersionPublished event) {
                        more = more.plus(event.line().json());
                    } else {
                        others++;
                    }
                }
                published = published.plus(more);
            }
        }
        if (published.count() != lines.count() || others > 0) {
            throw new BenchFailedException(
                    "the replay is broken: "
                            + published.count()
                            + " versions were published of "
                            + lines.count()
                            + " lines, and "
                            + others
                            + " other events");
        }
        if (!published.equals(lines)) {
            throw new BenchFailedException("the replay is broken: lines differ from upstream's");
        }
    }
}

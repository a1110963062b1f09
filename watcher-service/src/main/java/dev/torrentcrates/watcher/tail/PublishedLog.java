package dev.torrentcrates.watcher.tail;

import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.state.IndexFold;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the log already holds of a registry. The log tells it in one go; nothing is kept in between.
 *
 * @param brokers {@code host:port}, several with commas between them
 */
record PublishedLog(String brokers, Registry registry) {
    private static final Duration POLL = Duration.ofSeconds(1);

    /** How long brokers may give no answer at all, before the caller is told. */
    private static final int MAX_EMPTY_POLLS = 30;

    /** The last checkpoint of the registry. */
    Optional<WatcherCheckpoint> checkpoint() throws EventLogException {
        return EventTail.readAll(brokers, Topics.WATCHER_CHECKPOINT).stream()
                .filter(checkpoint -> checkpoint.registry().equals(registry))
                .reduce((_, later) -> later);
    }

    /** Whether there is an event of the registry. */
    Resumption.Log state() throws EventLogException {
        try (EventTail tail =
                EventTail.ofAll(brokers, "watcher-log", List.of(Topics.INDEX_EVENTS))) {
            Silence silence = new Silence();
            while (!tail.caughtUp()) {
                for (Recorded record : silence.heard(tail.poll(POLL).records())) {
                    if (isOurs(record)) {
                        return Resumption.Log.HAS_EVENTS;
                    }
                }
            }
            return Resumption.Log.EMPTY;
        }
    }

    /** The files of one partition's crates, as its events left them. */
    IndexFold fold(int partition) throws EventLogException {
        IndexFold fold = new IndexFold();
        try (EventTail tail =
                EventTail.ofPartition(
                        brokers, "watcher-log", Topics.INDEX_EVENTS, partition)) {
            Silence silence = new Silence();
            while (!tail.caughtUp()) {
                for (Recorded record : silence.heard(tail.poll(POLL).records())) {
                    if (isOurs(record) && record.event() instanceof IndexEvent event) {
                        fold.apply(event);
                    }
                }
            }
        }
        return fold;
    }

    private boolean isOurs(Recorded record) {
        return record.event() instanceof IndexEvent event && event.registry().equals(registry);
    }

    /** Brokers that went away must not hold up the caller for ever. */
    private static final class Silence {
        private int emptyPolls;

        List<Recorded> heard(List<Recorded> records) throws EventLogException {
            emptyPolls = records.isEmpty() ? emptyPolls + 1 : 0;
            if (emptyPolls > MAX_EMPTY_POLLS) {
                throw new EventLogException("the brokers do not give what the log holds");
            }
            return records;
        }
    }
}

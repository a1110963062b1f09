package dev.torrentcrates.watcher.log;

import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.state.IndexFold;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the log already holds of a registry. The log tells it in one go; nothing is kept in between.
 *
 * @param brokers {@code host:port}, several with commas between them
 */
public record PublishedLog(String brokers, Registry registry) {
    /** Of the registry's events. */
    public enum Contents {
        /** There is none. */
        EMPTY,
        /** There are some. */
        HAS_EVENTS
    }

    /** The last checkpoint of the registry. */
    public Optional<WatcherCheckpoint> checkpoint() throws EventLogException {
        return EventTail.readAll(brokers, Topics.WATCHER_CHECKPOINT).stream()
                .filter(checkpoint -> checkpoint.registry().equals(registry))
                .reduce((_, later) -> later);
    }

    /** Whether there is an event of the registry. */
    public Contents contents() throws EventLogException {
        AtomicBoolean found = new AtomicBoolean();
        try (EventTail tail =
                EventTail.ofAll(brokers, "watcher-log", List.of(Topics.INDEX_EVENTS))) {
            tail.readToEnd(record -> found.compareAndSet(false, isOurs(record)));
        }
        return found.get() ? Contents.HAS_EVENTS : Contents.EMPTY;
    }

    /** Who is given the files of a partition's crates, as its events left them. */
    public interface Folded {
        /** Of one partition. */
        void take(IndexFold files) throws IOException;
    }

    /** Folds the log, one partition after the other, so that no more has to be held at once. */
    public void fold(Folded folded) throws IOException {
        try (EventTail tail =
                EventTail.ofPartition(brokers, "watcher-log", Topics.INDEX_EVENTS, 0)) {
            for (int partition = 0; partition < Topics.INDEX_EVENTS.partitions(); partition++) {
                tail.turnTo(Topics.INDEX_EVENTS, partition);
                IndexFold fold = new IndexFold();
                tail.readToEnd(
                        record -> {
                            if (isOurs(record) && record.event() instanceof IndexEvent event) {
                                fold.apply(event);
                            }
                        });
                folded.take(fold);
            }
        }
    }

    private boolean isOurs(Recorded record) {
        return record.event() instanceof IndexEvent event && event.registry().equals(registry);
    }
}

package dev.torrentcrates.watcher.log;

import dev.torrentcrates.event.Registry;
import dev.torrentcrates.eventlog.TransactionalProducer;

/**
 * The tail's side of the event log: who writes it, what it holds, and a count.
 *
 * <p>Written by one thread at a time.
 */
public record EventSide(TransactionalProducer producer, PublishedLog log, Tally tally)
        implements AutoCloseable {
    /** The event log of a registry; no broker is needed to start. */
    public static EventSide of(String brokers, Registry registry) {
        return new EventSide(
                TransactionalProducer.start(brokers, "watcher-" + registry),
                new PublishedLog(brokers, registry),
                new Tally());
    }

    @Override
    public void close() {
        producer.close();
    }
}

package dev.torrentcrates.watcher.log;

import dev.torrentcrates.event.DeadLetter;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.Outgoing;
import dev.torrentcrates.eventlog.TransactionalProducer;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends the events of one step of the index in one transaction, with the checkpoint as the last.
 * Only the first sight of a registry and bulk commits take several; each of those but the last ends
 * with a checkpoint that says so.
 */
public final class Publication {
    /** Over in about a second, so that nobody who reads committed events waits long. */
    private static final int MAX_EVENTS = 20_000;

    /** As above, where lines are long. */
    private static final int MAX_CHARACTERS = 32 * 1024 * 1024;

    private final TransactionalProducer producer;
    private final Tally tally;
    private final WatcherCheckpoint unfinished;
    private final List<Class<?>> sent = new ArrayList<>();
    private int characters;
    private long events;
    private boolean deadLetters;

    /**
     * A publication; nothing is sent yet.
     *
     * @param unfinished the checkpoint of each transaction but the last
     */
    public Publication(TransactionalProducer producer, Tally tally, WatcherCheckpoint unfinished) {
        this.producer = producer;
        this.tally = tally;
        this.unfinished = unfinished;
    }

    /** Sends events, and commits those before them where a transaction has become long enough. */
    public void add(List<Outgoing> more) throws EventLogException {
        for (Outgoing outgoing : more) {
            if (sent.size() == MAX_EVENTS || characters >= MAX_CHARACTERS) {
                commit(unfinished);
            }
            producer.send(outgoing);
            deadLetters |= outgoing.event() instanceof DeadLetter;
            sent.add(outgoing.event().getClass());
            characters += length(outgoing);
            events++;
        }
    }

    /** Sends the checkpoint and commits. */
    public void end(WatcherCheckpoint checkpoint) throws EventLogException {
        commit(checkpoint);
    }

    /** How many events it had, dead letters among them. */
    public long events() {
        return events;
    }

    /** Whether a line could not be read. */
    public boolean hasDeadLetters() {
        return deadLetters;
    }

    private void commit(WatcherCheckpoint checkpoint) throws EventLogException {
        producer.send(new Outgoing(Topics.WATCHER_CHECKPOINT, checkpoint));
        producer.commit();
        tally.add(sent);
        sent.clear();
        characters = 0;
    }

    private static int length(Outgoing outgoing) {
        return outgoing.event() instanceof IndexEvent.OfVersion change
                ? change.line().json().length()
                : 0;
    }
}

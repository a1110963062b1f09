package dev.torrentcrates.watcher;

import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.Outgoing;
import dev.torrentcrates.eventlog.TransactionalProducer;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends the events of one step of the index in as few transactions as memory allows: one, but for
 * the first sight of a whole registry and for bulk commits. What is sent last, the checkpoint, is
 * in the last of them.
 */
final class Publication {
    /** A transaction of so many events is over in well under a second. */
    private static final int MAX_EVENTS = 5_000;

    /** Lines may have 400 KB; some 16 MB of them are held at a time. */
    private static final int MAX_CHARACTERS = 8 * 1024 * 1024;

    private final TransactionalProducer producer;
    private final List<Outgoing> pending = new ArrayList<>();
    private int characters;
    private long events;
    private long deadLetters;

    Publication(TransactionalProducer producer) {
        this.producer = producer;
    }

    /** Takes events to be sent now or later. */
    void add(List<Outgoing> more) throws EventLogException {
        for (Outgoing outgoing : more) {
            pending.add(outgoing);
            if (outgoing.topic().equals(Topics.INDEX_EVENTS)) {
                events++;
            } else {
                deadLetters++;
            }
            characters += length(outgoing);
            if (pending.size() >= MAX_EVENTS || characters >= MAX_CHARACTERS) {
                send();
            }
        }
    }

    /** Sends what is left, with this as the last. */
    void end(Outgoing last) throws EventLogException {
        pending.add(last);
        send();
    }

    /** How many changes of the index were taken. */
    long events() {
        return events;
    }

    /** How many lines that cannot be read were taken. */
    long deadLetters() {
        return deadLetters;
    }

    private void send() throws EventLogException {
        producer.publish(pending);
        pending.clear();
        characters = 0;
    }

    private static int length(Outgoing outgoing) {
        return outgoing.event() instanceof IndexEvent.OfVersion change
                ? change.line().json().length()
                : 0;
    }
}

package dev.torrentcrates.torrentizer.audit;

import dev.torrentcrates.event.PartitionAudited;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.EventSink;
import dev.torrentcrates.eventlog.EventTail;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What torrentizers say of their walks; a walk goes on from there, whoever does it. Thread-safe.
 */
public final class AuditLog {
    private final String brokers;
    private final String clientId;
    private final EventSink sink;

    /**
     * Reads and writes nothing yet.
     *
     * @param clientId of this process
     */
    public AuditLog(String brokers, String clientId, EventSink sink) {
        this.brokers = brokers;
        this.clientId = clientId + "-audit";
        this.sink = sink;
    }

    /**
     * The last word on each partition that was ever walked through, by its number.
     *
     * @throws EventLogException where the brokers are away
     */
    public SortedMap<Integer, PartitionAudited> last() throws EventLogException {
        SortedMap<Integer, PartitionAudited> last = new TreeMap<>();
        EventTail.readAll(brokers, Topics.AUDIT).forEach(word -> last.put(word.partition(), word));
        return last;
    }

    /** What was built, a partition at a time; to be closed. */
    EventTail open() {
        return EventTail.ofPartition(brokers, clientId, Topics.TORRENT_EVENTS, 0);
    }

    /** Says how far a walk has come. */
    void say(PartitionAudited progress) throws EventLogException {
        sink.send(Topics.AUDIT, List.of(progress));
    }
}

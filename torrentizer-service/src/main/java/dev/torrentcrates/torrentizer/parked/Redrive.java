package dev.torrentcrates.torrentizer.parked;

import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.VersionGivenUp;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.event.VersionParked.Cause;
import dev.torrentcrates.event.VersionParked.Retry;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.EventSink;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Puts versions back that were given up. Any process can do it for all of them: it reads the topic
 * itself, and whoever owns a version reads what it writes. Thread-safe.
 */
public final class Redrive {
    /** Of one call: half of what the torrentizers take before they wait for room. */
    static final int MOST_AT_ONCE = ParkedRetries.MAX_PARKED / 2;

    /** A denial that was taken back is on another topic; by then every torrentizer has read it. */
    private static final Duration HEAD_START = Duration.ofSeconds(1);

    private final Supplier<EventTail> tails;
    private final EventSink sink;

    /**
     * Reads and writes nothing yet.
     *
     * @param tails each one of all of {@link Topics#PARKED}, to be closed
     */
    public Redrive(Supplier<EventTail> tails, EventSink sink) {
        this.tails = tails;
        this.sink = sink;
    }

    /**
     * What a redrive did.
     *
     * @param redriven versions that are tried again, from now on
     * @param left versions that were meant too; another call takes them
     */
    public record Redriven(int redriven, int left) {}

    /**
     * Has versions tried again. One that is deleted meanwhile may be built in vain, which shows
     * nowhere: its deletion has the newer offset.
     *
     * @throws EventLogException where the brokers are away; some may have been put back
     */
    public Redriven redrive(Predicate<VersionGivenUp> wanted, Instant now)
            throws EventLogException {
        List<VersionGivenUp> chosen = givenUp().values().stream().filter(wanted).toList();
        List<VersionParked> parked =
                chosen.stream().limit(MOST_AT_ONCE).map(it -> parked(it, now)).toList();
        sink.send(Topics.PARKED, parked);
        return new Redriven(parked.size(), chosen.size() - parked.size());
    }

    /** The last word on each identity, where it is that it was given up. */
    private Map<String, VersionGivenUp> givenUp() throws EventLogException {
        Map<String, VersionGivenUp> last = new LinkedHashMap<>();
        try (EventTail tail = tails.get()) {
            tail.readToEnd(record -> apply(record, last));
        }
        return last;
    }

    private static void apply(Recorded record, Map<String, VersionGivenUp> last) {
        if (record.event() instanceof VersionGivenUp givenUp) {
            last.put(record.key(), givenUp);
        } else {
            last.remove(record.key());
        }
    }

    private static VersionParked parked(VersionGivenUp version, Instant now) {
        return new VersionParked(
                version.registry(),
                version.commit(),
                version.indexOffset(),
                version.line(),
                new Retry(0, now, now.plus(HEAD_START), Cause.REDRIVEN, now));
    }
}

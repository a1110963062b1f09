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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
    private final int mostAtOnce;

    /**
     * Reads and writes nothing yet.
     *
     * @param tails each one of all of {@link Topics#PARKED}, to be closed
     */
    public Redrive(Supplier<EventTail> tails, EventSink sink) {
        this(tails, sink, MOST_AT_ONCE);
    }

    Redrive(Supplier<EventTail> tails, EventSink sink, int mostAtOnce) {
        this.tails = tails;
        this.sink = sink;
        this.mostAtOnce = mostAtOnce;
    }

    /**
     * What a redrive did.
     *
     * @param redriven versions that are tried again, from now on
     * @param left versions that were meant too; another call takes them. About as many: the log
     *     goes on meanwhile
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
        Set<String> meant = meant(wanted);
        Set<String> chosen = meant.stream().limit(mostAtOnce).collect(Collectors.toSet());
        List<VersionParked> parked =
                givenUp(chosen, wanted).stream().map(it -> parked(it, now)).toList();
        sink.send(Topics.PARKED, parked);
        return new Redriven(parked.size(), meant.size() - chosen.size());
    }

    /**
     * The keys of all that are meant. Events are not kept: those of everything that an outage of
     * upstream can end would not fit into memory, of which a key takes the tenth part.
     */
    private Set<String> meant(Predicate<VersionGivenUp> wanted) throws EventLogException {
        Set<String> keys = new LinkedHashSet<>();
        read(
                record -> {
                    if (record.event() instanceof VersionGivenUp last && wanted.test(last)) {
                        keys.add(record.key());
                    } else {
                        keys.remove(record.key());
                    }
                });
        return keys;
    }

    /** Those that were chosen, where their last word is still that they were given up. */
    private Collection<VersionGivenUp> givenUp(Set<String> chosen, Predicate<VersionGivenUp> wanted)
            throws EventLogException {
        Map<String, VersionGivenUp> events = new LinkedHashMap<>();
        if (!chosen.isEmpty()) {
            read(
                    record -> {
                        if (record.event() instanceof VersionGivenUp last
                                && chosen.contains(record.key())
                                && wanted.test(last)) {
                            events.put(record.key(), last);
                        } else {
                            events.remove(record.key());
                        }
                    });
        }
        return events.values();
    }

    private void read(Consumer<Recorded> reader) throws EventLogException {
        try (EventTail tail = tails.get()) {
            tail.readToEnd(reader);
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

package dev.torrentcrates.torrentizer.order;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.event.VersionGivenUp;
import dev.torrentcrates.eventlog.EventBatch;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.state.CrateState;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.ListedBlobStore;
import dev.torrentcrates.torrentizer.MemoryEventSink;
import dev.torrentcrates.torrentizer.attempt.Attempts;
import dev.torrentcrates.torrentizer.attempt.RetryPolicy;
import dev.torrentcrates.torrentizer.build.CrateBuilder;
import dev.torrentcrates.torrentizer.build.StoredVersions;
import dev.torrentcrates.torrentizer.parked.ParkedRetries;
import dev.torrentcrates.torrentizer.progress.Counts;
import dev.torrentcrates.torrentizer.progress.Perseverance;
import dev.torrentcrates.torrentizer.stream.IndexStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A torrentizer without brokers and without a clock of its own: a test says what comes when. For
 * one thread.
 */
final class Delivery implements AutoCloseable {
    /** What is late comes at the third time of asking, within minutes; what is missing, never. */
    private static final RetryPolicy POLICY =
            new RetryPolicy(
                    Duration.ZERO,
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    Duration.ofHours(10),
                    Duration.ofHours(5));

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ListedBlobStore store = new ListedBlobStore();
    private final Perseverance perseverance = new Perseverance();
    private final Counts counts = new Counts(_ -> {});
    private final Attempts attempts;
    private final IndexStream stream;
    private ParkedRetries retries;
    private Instant now = Fixture.NOON;
    private int read;

    /** Where it says everything. */
    final MemoryEventSink sink = new MemoryEventSink();

    Delivery(LateSource source) {
        attempts =
                new Attempts(
                        new CrateBuilder(source, new StoredVersions(store)),
                        POLICY,
                        Fixture.nothingDenied(),
                        perseverance,
                        this::now);
        stream =
                new IndexStream(
                        new IndexStream.Settings(4, Attempts.UNHURRIED),
                        attempts,
                        sink,
                        perseverance,
                        counts);
        retries = newRetries();
    }

    /**
     * What is left when nothing is left to do.
     *
     * @param bucket the sha256 of every object, by its path
     * @param crates what follows from torrent events, by key
     * @param givenUp the offset of each publication whose version was given up, by identity
     */
    record End(
            SortedMap<String, Sha256> bucket,
            SortedMap<String, CrateState> crates,
            SortedMap<String, Long> givenUp) {}

    /** Index events come. */
    void comes(List<Recorded> events) throws InterruptedException {
        stream.process(new EventBatch(events, List.of()));
    }

    /** Time passes. */
    synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    /** So many more records of what is parked are read, or as many as there are. */
    void read(int most) throws IOException {
        List<Recorded> all = sink.records(Topics.PARKED);
        int end = read + Math.min(all.size() - read, most);
        EventBatch batch = new EventBatch(all.subList(read, end), List.of());
        read = end;
        retries.take(batch, read == all.size());
    }

    /** Another process reads what is parked, from the beginning. */
    void restart() {
        retries.close();
        retries = newRetries();
        read = 0;
    }

    /** All that can be done is done. */
    End end() throws IOException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        do {
            if (System.nanoTime() > patience) {
                throw new AssertionError("still parked: " + last().values());
            }
            pass(Duration.ofMinutes(1));
            read(Integer.MAX_VALUE);
            Thread.yield();
        } while (read < sink.records(Topics.PARKED).size() || counts.parked() > 0);
        SortedMap<String, CrateState> crates = new TreeMap<>();
        for (Recorded one : sink.records(Topics.TORRENT_EVENTS)) {
            if (one.event() instanceof TorrentEvent event) {
                crates.put(
                        one.key(), crates.getOrDefault(one.key(), CrateState.UNKNOWN).apply(event));
            }
        }
        SortedMap<String, Long> givenUp = new TreeMap<>();
        last().forEach(
                        (key, event) -> {
                            if (event instanceof VersionGivenUp letter) {
                                givenUp.put(key, letter.indexOffset());
                            }
                        });
        return new End(store.contents(), crates, givenUp);
    }

    @Override
    public void close() {
        retries.close();
        stream.close();
    }

    private Map<String, Event> last() {
        Map<String, Event> last = new HashMap<>();
        for (Recorded one : sink.records(Topics.PARKED)) {
            if (one.event() == null) {
                last.remove(one.key());
            } else {
                last.put(one.key(), one.event());
            }
        }
        return last;
    }

    private synchronized Instant now() {
        return now;
    }

    private ParkedRetries newRetries() {
        return new ParkedRetries(attempts, sink, counts, 4);
    }
}

package dev.torrentcrates.torrentizer.audit;

import dev.torrentcrates.event.PartitionAudited.Finding;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.eventlog.EventLoop;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.Recorded;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks through what was built, one partition after the other, and compares it with what is stored.
 * A walk that is interrupted goes on where it last said that it was. For one thread at a time.
 */
public final class Audit implements EventLoop.Step, AutoCloseable {
    /** How much is looked at once more after a restart. */
    private static final Duration SAID_EVERY = Duration.ofMinutes(1);

    /** How soon a walk begins that is due, and one that another process left. */
    private static final Duration LOOKED_EVERY = Duration.ofMinutes(1);

    /** A process that was just started has other things to do. */
    private static final Duration FIRST_LOOK = Duration.ofMinutes(10);

    /**
     * How often storage that answers otherwise has to fail at an object, so that it is the object's
     * fault.
     */
    private static final int LOOKS = 3;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration REST = Duration.ofMillis(200);

    private final AuditSettings settings;
    private final AuditLog log;
    private final Inspector inspector;
    private final OwnedPartitions owned;
    private final InstantSource clock;
    private final ReadingRate rate;
    private final Deque<Recorded> read = new ArrayDeque<>();
    private final EventTail tail;
    private @Nullable Walk walk;
    private Instant nextLook;
    private Instant nextWord = Instant.MIN;

    /** At the record that is looked at. */
    private int failures;

    /**
     * An audit that has not begun.
     *
     * @param clock no finer than a millisecond, as its times are written to the log
     */
    public Audit(
            AuditSettings settings,
            AuditLog log,
            Inspector inspector,
            OwnedPartitions owned,
            InstantSource clock) {
        this.settings = settings;
        this.log = log;
        this.inspector = inspector;
        this.owned = owned;
        this.clock = clock;
        this.rate = new ReadingRate(settings.bytesPerSecond());
        this.tail = log.open();
        this.nextLook = clock.instant().plus(earlier(settings.every(), FIRST_LOOK));
    }

    @Override
    public void run() throws IOException, InterruptedException {
        if (!inspector.isReady()) {
            Thread.sleep(REST);
            return;
        }
        if (walk == null) {
            walk = lookForWork();
        }
        if (walk == null) {
            Thread.sleep(REST);
        } else if (owned.contains(walk.partition())) {
            walk = goOn(walk);
        } else {
            walk = null; // Whoever has it now goes on from our last word.
            read.clear();
            failures = 0;
        }
    }

    @Override
    public void close() {
        tail.close();
    }

    private @Nullable Walk lookForWork() throws IOException {
        Instant now = clock.instant();
        if (settings.every().isZero() || now.isBefore(nextLook)) {
            return null;
        }
        Optional<Walk> next = Schedule.next(owned.now(), log.last(), settings.every(), now);
        nextWord = now.plus(SAID_EVERY);
        nextLook = next.isPresent() ? now : now.plus(earlier(settings.every(), LOOKED_EVERY));
        next.ifPresent(it -> tail.turnTo(Topics.TORRENT_EVENTS, it.partition(), it.nextOffset()));
        return next.orElse(null);
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** A little of a walk. @return what is left of it */
    private @Nullable Walk goOn(Walk before) throws IOException, InterruptedException {
        if (read.isEmpty()) {
            if (tail.caughtUp()) {
                log.say(before.end(clock.instant()));
                return null;
            }
            read.addAll(tail.poll(POLL).records());
            return before;
        }
        Instant now = clock.instant();
        if (!now.isBefore(nextWord)) {
            log.say(before.progress(now));
            nextWord = now.plus(SAID_EVERY);
        }
        Duration pause = rate.pause(now);
        if (pause.isPositive()) {
            Thread.sleep(earlier(pause, REST));
            return before;
        }
        Walk after = lookAt(before, read.getFirst());
        read.removeFirst();
        failures = 0;
        return after;
    }

    private Walk lookAt(Walk before, Recorded record) throws IOException, InterruptedException {
        if (!(record.event() instanceof TorrentBuilt built)) {
            return before.past(record.offset());
        }
        Optional<Finding> finding = look(built);
        long bytes = built.torrent().length();
        rate.read(bytes, clock.instant());
        if (finding.isEmpty()) {
            return before.pastSound(record.offset(), bytes);
        }
        Walk.Fate fate = inspector.mend(built, finding.get());
        return before.pastDamaged(record.offset(), bytes, finding.get(), fate);
    }

    /** One object that cannot be read does not keep the others from being looked at. */
    private Optional<Finding> look(TorrentBuilt built) throws IOException, InterruptedException {
        if (failures >= LOOKS) {
            return Optional.of(Finding.CONTENT_UNREADABLE);
        }
        try {
            return inspector.look(built);
        } catch (IOException e) {
            if (inspector.storageAnswers()) {
                failures++;
            }
            throw e;
        }
    }
}

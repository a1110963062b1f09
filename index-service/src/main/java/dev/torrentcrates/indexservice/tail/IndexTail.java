package dev.torrentcrates.indexservice.tail;

import dev.torrentcrates.crate.Shown;
import dev.torrentcrates.event.DeadLetter;
import dev.torrentcrates.event.DeadLetter.UnreadableRecord;
import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.Topic;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.EventBatch;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.indexservice.fold.Fold;
import dev.torrentcrates.indexservice.fold.News;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Folds what is new into the view, shows it, and then tells what changed. What could not be told is
 * told with the next step: it follows from the state, so nothing is lost. For one thread.
 */
public final class IndexTail {
    /** What it reads. */
    public static final List<Topic<?>> TOPICS =
            List.of(
                    Topics.TORRENT_EVENTS,
                    Topics.SEED_EVENTS,
                    Topics.SEEDERS,
                    Topics.DENIED,
                    Topics.VISIBLE_EVENTS,
                    Topics.TORRENT_EVENTS_DLQ);

    private static final System.Logger LOG = System.getLogger(IndexTail.class.getName());
    private static final Duration POLL = Duration.ofMillis(200);

    /** So that the first start on a long log sends its announcements in lists of some megabytes. */
    private static final int CRATES_A_STEP = 500;

    private final EventTail tail;
    private final EventProducer producer;
    private final Fold fold;
    private final Clock clock;
    private final DeadLetters deadLetters = new DeadLetters();

    /** Reads from the beginning of the topics. */
    public IndexTail(EventTail tail, EventProducer producer, Fold fold, Clock clock) {
        this.tail = tail;
        this.producer = producer;
        this.fold = fold;
        this.clock = clock;
    }

    /**
     * One step.
     *
     * @throws EventLogException where the brokers are away; what was read is shown all the same
     */
    public void step() throws EventLogException {
        EventBatch batch = tail.poll(fold.mayHaveNews() ? Duration.ZERO : POLL);
        batch.records().forEach(this::apply);
        deadLetters.found(batch.unreadable());
        if (tail.caughtUp()) {
            fold.show();
            report();
            announce();
        }
    }

    private void apply(Recorded record) {
        Event event = record.event();
        try {
            if (event instanceof DeadLetter letter) {
                deadLetters.read(letter);
            } else if (event != null) {
                fold.apply(event);
            } else {
                fold.takeBack(record.topic(), record.key());
            }
        } catch (IllegalArgumentException e) {
            deadLetters.found(List.of(unreadable(record, e)));
        }
    }

    private UnreadableRecord unreadable(Recorded record, IllegalArgumentException reason) {
        return new UnreadableRecord(
                record.topic().name(),
                record.partition(),
                record.offset(),
                Shown.briefly(String.valueOf(reason.getMessage())),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private void report() throws EventLogException {
        List<UnreadableRecord> letters = deadLetters.unreported();
        if (!letters.isEmpty()) {
            producer.send(Topics.TORRENT_EVENTS_DLQ, letters);
            deadLetters.reported(letters);
            letters.forEach(letter -> LOG.log(System.Logger.Level.WARNING, "unread: {0}", letter));
        }
    }

    private void announce() throws EventLogException {
        News news = fold.news(CRATES_A_STEP, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (!news.events().isEmpty()) {
            producer.send(Topics.VISIBLE_EVENTS, news.events());
        }
        fold.announced(news);
    }
}

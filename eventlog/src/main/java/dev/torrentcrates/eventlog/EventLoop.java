package dev.torrentcrates.eventlog;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A thread that does one step of work on the event log over and over, until it is closed. Before
 * the first step it makes sure that the topics are there, however long the brokers take to come.
 *
 * <p>A step that fails with an {@link IOException} is tried again after a pause that grows from 100
 * ms to 5 s; so a step must be one that can be made again. What no waiting mends ends the loop: a
 * topic of another shape, somebody else in our place, and a defect, after which state that was half
 * changed could not be trusted. The service's liveness says so, and it is started anew.
 */
public final class EventLoop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EventLoop.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** A step that is interrupted ends within milliseconds; one that hangs is left behind. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final String brokers;
    private final Step step;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> trouble =
            new AtomicReference<>("has not begun yet");
    private boolean topicsEnsured;

    private EventLoop(String name, String brokers, Step step) {
        this.brokers = brokers;
        this.step = step;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** What is done over and over; it does its own waiting, such as polling for records. */
    public interface Step {
        /** Does a little, and returns within seconds. */
        void run() throws IOException, InterruptedException;
    }

    /**
     * Starts a loop.
     *
     * @param name of its thread, and in log lines
     * @param brokers {@code host:port}, several with commas between them
     */
    public static EventLoop start(String name, String brokers, Step step) {
        EventLoop loop = new EventLoop(name, brokers, step);
        loop.thread.start();
        return loop;
    }

    /** Why the last step failed, in words for an operator; empty where it went well. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    /** Whether it goes on; false after it was closed, and after a failure that nothing mends. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Interrupts a step under way and waits for its end. Idempotent. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            if (!thread.join(CLOSE_PATIENCE)) {
                LOG.log(System.Logger.Level.WARNING, "{0} did not end", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (closed.getCount() > 0) {
            try {
                ensureTopics();
                step.run();
                recovered();
                pause = FIRST_PAUSE;
            } catch (InterruptedException e) {
                return;
            } catch (FencedException | RuntimeException e) {
                end(e);
                return;
            } catch (IOException e) {
                if (closed.getCount() == 0 || !failed(e, pause)) {
                    return;
                }
                pause = longer(pause);
            }
        }
    }

    private void ensureTopics() throws EventLogException {
        if (!topicsEnsured) {
            EventTopics.ensure(brokers);
            topicsEnsured = true;
            recovered(); // the first step may take its time
        }
    }

    private void end(Exception failure) {
        if (closed.getCount() > 0) { // or it is an interrupted call that says so in its own way
            trouble.set(words(failure));
            LOG.log(System.Logger.Level.ERROR, thread.getName() + " has ended", failure);
        }
    }

    /**
     * Says each failure once, however often it comes again, and waits.
     *
     * @return false where the loop was closed meanwhile
     */
    private boolean failed(IOException failure, Duration pause) {
        String words = words(failure);
        if (!words.equals(trouble.getAndSet(words))) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} will try again: {1}",
                    thread.getName(),
                    words);
        }
        try {
            return !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** A failure's message, and that of its first cause, which often says more. */
    public static String words(Exception failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first == failure
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + " (" + first.getMessage() + ")";
    }

    private void recovered() {
        if (trouble.getAndSet(null) != null) {
            LOG.log(System.Logger.Level.INFO, "{0} is at work", thread.getName());
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}

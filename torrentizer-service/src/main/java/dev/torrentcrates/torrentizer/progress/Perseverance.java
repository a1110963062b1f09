package dev.torrentcrates.torrentizer.progress;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Does what has to be done until it is done: storage and brokers go away and come back, and nothing
 * is passed over meanwhile. Thread-safe.
 */
public final class Perseverance {
    private static final System.Logger LOG = System.getLogger(Perseverance.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** What each thread that waits is waiting for. */
    private final Map<Thread, String> troubles = new ConcurrentHashMap<>();

    /** Something that can be done again where it failed. */
    public interface Attempt<T> {
        /** Does it. */
        T run() throws IOException, InterruptedException;
    }

    /** The same, without a result. */
    public interface Deed {
        /** Does it. */
        void run() throws IOException, InterruptedException;
    }

    /**
     * Tries until it works, with pauses that grow from 100 ms to 5 s.
     *
     * @param what in words for an operator
     * @throws InterruptedException where the thread is interrupted: the service stops
     */
    public <T> T insist(String what, Attempt<T> attempt) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        try {
            while (true) {
                try {
                    return attempt.run();
                } catch (IOException | RuntimeException e) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException("stopped while " + what);
                    }
                    failed(what, e);
                }
                Thread.sleep(pause);
                pause = longer(pause);
            }
        } finally {
            troubles.remove(Thread.currentThread());
        }
    }

    /** As {@link #insist}, without a result. */
    public void insistOn(String what, Deed deed) throws InterruptedException {
        Attempt<Boolean> attempt =
                () -> {
                    deed.run();
                    return true;
                };
        insist(what, attempt);
    }

    /** What is in the way just now, in words for an operator; one thing where there are many. */
    public Optional<String> trouble() {
        return troubles.values().stream().findFirst();
    }

    /** One outage hits everything that is under way; it is told once. */
    private void failed(String what, Exception e) {
        boolean first = troubles.isEmpty();
        String before = troubles.put(Thread.currentThread(), what + ": " + e.getMessage());
        if (first && before == null) {
            LOG.log(System.Logger.Level.WARNING, what + " failed and is tried again", e);
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}

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
    private final Map<Thread, Trouble> troubles = new ConcurrentHashMap<>();

    private record Trouble(Need need, String words) {}

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
     * Tries until it works, with pauses that grow from 100 ms to 5 s. An {@link IOException} may
     * pass; anything else is a defect, which waiting does not mend, and is thrown on.
     *
     * @param need what is away where it fails
     * @param what in words for an operator
     * @throws InterruptedException where the thread is interrupted: the service stops
     */
    public <T> T insist(Need need, String what, Attempt<T> attempt) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        try {
            while (true) {
                try {
                    return attempt.run();
                } catch (IOException e) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException("stopped while " + what);
                    }
                    failed(need, what, e);
                }
                Thread.sleep(pause);
                pause = longer(pause);
            }
        } finally {
            troubles.remove(Thread.currentThread());
        }
    }

    /** As {@link #insist}, without a result. */
    public void insistOn(Need need, String what, Deed deed) throws InterruptedException {
        Attempt<Boolean> attempt =
                () -> {
                    deed.run();
                    return true;
                };
        insist(need, what, attempt);
    }

    /** What is in the way just now, in words for an operator; one thing where there are many. */
    public Optional<String> trouble() {
        return troubles.values().stream().map(Trouble::words).findFirst();
    }

    /**
     * One outage hits everything that is under way; it is told once, when the first thread begins
     * to wait for what is away.
     */
    private synchronized void failed(Need need, String what, IOException e) {
        boolean first = troubles.values().stream().noneMatch(it -> it.need() == need);
        troubles.put(Thread.currentThread(), new Trouble(need, what + ": " + e.getMessage()));
        if (first) {
            LOG.log(System.Logger.Level.WARNING, what + " failed and is tried again", e);
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}

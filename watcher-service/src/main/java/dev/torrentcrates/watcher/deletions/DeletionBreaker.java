package dev.torrentcrates.watcher.deletions;

import dev.torrentcrates.watcher.store.IndexState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stops what would delete more versions at once than upstream ever does, until an operator has
 * looked at it, or upstream has taken it back. Thread-safe.
 */
public final class DeletionBreaker {
    private final int most;
    private @Nullable Held held;
    private long passed;

    /**
     * A breaker that lets everyday deletions pass.
     *
     * @param most versions that may go at once
     */
    public DeletionBreaker(int most) {
        this.most = most;
    }

    /**
     * What waits for an operator.
     *
     * @param deletions versions that would go
     * @param head the state of upstream in which they are gone
     * @param examples some of them
     */
    public record Held(long deletions, IndexState head, List<String> examples) {
        /** Copies the list. */
        public Held {
            examples = List.copyOf(examples);
        }
    }

    /** How many deletions may be published at this moment. */
    public synchronized long bound() {
        return Math.max(most, passed);
    }

    /** Whether a state waits still, so that nothing has to be counted again. */
    public synchronized boolean holds(IndexState head) {
        return held != null && held.head().equals(head) && held.deletions() > bound();
    }

    /** Holds a state, or says again that it is held. */
    public synchronized void hold(Held what) {
        held = what;
    }

    /** What was held is no more: it was published, or upstream took it back. */
    public synchronized void release() {
        held = null;
        passed = 0;
    }

    /** What waits, if anything does. */
    public synchronized Optional<Held> held() {
        return Optional.ofNullable(held);
    }

    /**
     * Lets what is held pass, at the next look; once.
     *
     * @param deletions how many versions may go; it is the operator who names the number, so that
     *     upstream cannot slip more past
     */
    public synchronized void pass(long deletions) {
        passed = deletions;
    }
}

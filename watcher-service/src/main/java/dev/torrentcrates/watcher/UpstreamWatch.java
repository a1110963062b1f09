package dev.torrentcrates.watcher;

import dev.torrentcrates.eventlog.EventLoop;
import dev.torrentcrates.watcher.source.UpstreamException;
import dev.torrentcrates.watcher.tail.IndexTail;
import dev.torrentcrates.watcher.watch.Selection;
import dev.torrentcrates.watcher.watch.Selections;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at upstream over and over. While upstream fails the pauses grow; what fails on our own side
 * is left to the {@link EventLoop}, which tries again within seconds.
 *
 * <p>For one thread at a time; what it tells, for any.
 */
final class UpstreamWatch implements EventLoop.Step {
    private static final System.Logger LOG = System.getLogger(UpstreamWatch.class.getName());

    private final Selections selections;
    private final IndexTail tail;
    private final Onlooker onlooker;
    private final Duration pollInterval;
    private final Backoff backoff;
    private volatile String watching = "not known yet";
    private volatile @Nullable String trouble;

    UpstreamWatch(
            Selections selections,
            IndexTail tail,
            Onlooker onlooker,
            Duration pollInterval,
            Backoff backoff) {
        this.selections = selections;
        this.tail = tail;
        this.onlooker = onlooker;
        this.pollInterval = pollInterval;
        this.backoff = backoff;
    }

    /** Who does a little after each look, in the thread that looks. */
    interface Onlooker {
        /** Upstream was looked at, or could not be: then a second source is worth most. */
        void looked(Selection selection) throws IOException;
    }

    @Override
    public void run() throws IOException, InterruptedException {
        Thread.sleep(look());
    }

    /** What may enter the feed, in words. */
    String watching() {
        return watching;
    }

    /** Why upstream could not be looked at, or what is not read as it was asked for. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble).or(selections::trouble);
    }

    /**
     * @return the pause before the next
     */
    private Duration look() throws IOException {
        Selection selection = null;
        try {
            selection = selections.current();
            watching = selection.describe();
            tail.look(selection);
        } catch (UpstreamException e) {
            tell(EventLoop.words(e));
            if (selection != null) {
                onlooker.looked(selection);
            }
            return backoff.next();
        }
        onlooker.looked(selection);
        if (trouble != null) {
            LOG.log(System.Logger.Level.INFO, "upstream answers again");
            trouble = null;
        }
        backoff.reset();
        return pollInterval;
    }

    /** Each failure once, however often it comes again. */
    private void tell(String words) {
        if (!words.equals(trouble)) {
            LOG.log(System.Logger.Level.WARNING, "will try again: {0}", words);
        }
        trouble = words;
    }
}

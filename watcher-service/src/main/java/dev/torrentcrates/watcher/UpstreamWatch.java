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
    private final Followed followed;
    private final Duration pollInterval;
    private final Backoff backoff;
    private volatile String watching = "not known yet";
    private volatile @Nullable String trouble;

    UpstreamWatch(
            Selections selections,
            IndexTail tail,
            Followed followed,
            Duration pollInterval,
            Backoff backoff) {
        this.selections = selections;
        this.tail = tail;
        this.followed = followed;
        this.pollInterval = pollInterval;
        this.backoff = backoff;
    }

    /** Who is to know what is watched, in the thread that looks. */
    interface Followed {
        /** Before a look. */
        void begins(Selection selection);

        /** After a look that went well: a little more can be done. */
        void ended(Selection selection) throws IOException;
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
        try {
            Selection selection = selections.current();
            watching = selection.describe();
            followed.begins(selection);
            tail.look(selection);
            followed.ended(selection);
        } catch (UpstreamException e) {
            tell(EventLoop.words(e));
            return backoff.next();
        }
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

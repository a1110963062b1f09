package dev.torrentcrates.watcher.tail;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.watcher.log.PublishedLog;
import dev.torrentcrates.watcher.store.IndexState;
import dev.torrentcrates.watcher.store.Published;
import org.jspecify.annotations.Nullable;

/**
 * From where a watcher goes on. The checkpoint on the log is the truth, since it came with the
 * events; the store is what makes going on from there cheap.
 */
sealed interface Resumption {
    /** From what the store has as published; what was begun after that never came to the log. */
    record FromPublished() implements Resumption {}

    /** From where the store is; what was begun there may be on the log, and is published again. */
    record FromStore() implements Resumption {}

    /** From the beginning, as if there were no store: the log is empty. */
    record Anew() implements Resumption {}

    /** From a state of upstream that the store does not have, or not as the published one. */
    record FromUpstream(Commit commit, String tree) implements Resumption {}

    /** From what the events on the log say: nothing else tells for sure. */
    record FromLog() implements Resumption {}

    /**
     * What is known of the past.
     *
     * @param published of the store
     * @param publishing of the store
     * @param checkpoint of the log
     * @param log whether it has any event of the registry
     */
    record Known(
            @Nullable Published published,
            @Nullable IndexState publishing,
            @Nullable WatcherCheckpoint checkpoint,
            PublishedLog.Contents log) {}

    /**
     * Decides. Pure.
     *
     * @param now what is to be published from now on
     */
    static Resumption decide(Known known, Scope now) {
        WatcherCheckpoint checkpoint = known.checkpoint();
        Published published = known.published();
        if (checkpoint == null) {
            if (known.log() == PublishedLog.Contents.HAS_EVENTS) {
                return new FromLog();
            }
            // A new log under an old store has to be told everything, if that was asked for.
            return now.since() == Since.NOW ? new FromStore() : new Anew();
        }
        if (published != null
                && checkpoint.complete()
                && isAt(published.upstream(), checkpoint)
                && checkpoint.selection().equals(Scope.parse(published.scope()).inCheckpoint())) {
            return new FromPublished();
        }
        Scope begun = published == null ? now : now.after(Scope.parse(published.scope()));
        if (isAt(known.publishing(), checkpoint)
                && checkpoint.selection().equals(begun.inCheckpoint())) {
            return new FromStore();
        }
        return checkpoint.complete() && now.isServedBy(checkpoint.selection())
                ? new FromUpstream(checkpoint.commit(), checkpoint.tree())
                : new FromLog();
    }

    private static boolean isAt(@Nullable IndexState state, WatcherCheckpoint checkpoint) {
        return state != null && state.commit().id().equals(checkpoint.commit().id());
    }
}

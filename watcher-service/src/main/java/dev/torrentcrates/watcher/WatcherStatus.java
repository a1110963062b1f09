package dev.torrentcrates.watcher;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.torrentcrates.watcher.deletions.DeletionBreaker;
import dev.torrentcrates.watcher.log.Publication;
import dev.torrentcrates.watcher.log.Tally;
import dev.torrentcrates.watcher.store.IndexState;
import dev.torrentcrates.watcher.tail.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the watcher does at the moment.
 *
 * @param index where upstream is read, and how
 * @param watching which crates may enter the feed, in words
 * @param commit upstream's, up to which everything is published
 * @param committed when that was made
 * @param lagSeconds since it last had published everything that upstream had
 * @param events how many were published since the start
 * @param eventsByType the same, apart
 * @param deadLetters lines that could not be read, since the start
 * @param lastPublication the last that had something to tell
 * @param lastLook the look at upstream that led to it
 * @param held what an operator has to let pass
 * @param trouble why the last look failed, in words for an operator
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WatcherStatus(
        String registry,
        String index,
        String watching,
        @Nullable String commit,
        @Nullable Instant committed,
        long lagSeconds,
        long events,
        Map<String, Long> eventsByType,
        long deadLetters,
        @Nullable Publication lastPublication,
        @Nullable Look lastLook,
        @Nullable Held held,
        @Nullable String trouble) {
    /** What does not come from the tail. */
    record Parts(String registry, String index, String watching, Optional<String> trouble) {}

    static WatcherStatus of(
            Parts parts,
            Progress progress,
            Duration lag,
            Tally tally,
            Optional<DeletionBreaker.Held> held) {
        Map<String, Long> byType = tally.events();
        IndexState published = progress.published();
        Progress.Look look = progress.look();
        return new WatcherStatus(
                parts.registry(),
                parts.index(),
                parts.watching(),
                published == null ? null : published.commit().id(),
                published == null ? null : published.commit().time(),
                lag.toSeconds(),
                byType.values().stream().mapToLong(Long::longValue).sum(),
                byType,
                tally.deadLetters(),
                look == null ? null : Publication.of(look),
                look == null ? null : Look.of(look),
                held.map(Held::of).orElse(null),
                parts.trouble().orElse(null));
    }

    /**
     * A state that was published.
     *
     * @param events how many that were
     * @param tookMs comparing, sending and committing
     */
    public record Publication(String commit, long events, long tookMs) {
        static Publication of(Progress.Look look) {
            return new Publication(
                    look.head().commit().id(), look.events(), look.publishing().toMillis());
        }
    }

    /**
     * A look at upstream.
     *
     * @param tookMs all of it, the publication too
     * @param fetchMs waiting for upstream
     */
    public record Look(Instant began, long tookMs, long fetchMs) {
        static Look of(Progress.Look look) {
            return new Look(look.began(), look.took().toMillis(), look.fetching().toMillis());
        }
    }

    /**
     * More deletions than go without an operator.
     *
     * @param deletions how many versions
     * @param commit upstream's, with which they come
     * @param examples some of them
     * @param passWith what to call to let them pass
     */
    public record Held(long deletions, String commit, List<String> examples, String passWith) {
        static Held of(DeletionBreaker.Held held) {
            return new Held(
                    held.deletions(),
                    held.head().commit().id(),
                    held.examples(),
                    "POST /api/v1/watcher/deletions/pass?at-most=" + held.deletions());
        }
    }
}

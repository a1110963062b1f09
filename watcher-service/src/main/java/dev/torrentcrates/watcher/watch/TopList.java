package dev.torrentcrates.watcher.watch;

import dev.torrentcrates.crate.CrateName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The most downloaded crates: a list that is kept in a file, and asked for again when it is old.
 * For one thread at a time.
 *
 * <p>The first list is waited for. A newer one is fetched a page a look, so that nobody waits for
 * longer than one answer takes; until it is whole, the one before counts.
 */
final class TopList {
    /** What crates.io's crawler policy allows: a request a second. */
    static final Duration PACE = Duration.ofSeconds(1);

    /** The pause after a failure; it doubles with each one. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    /** An hour is little for a list of a day; and each attempt may keep the caller waiting. */
    static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** Whatever crates.io asks for, it is not forgotten for good. */
    static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    private final TopSettings settings;
    private final Path file;
    private final TopSource source;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Set<CrateName> gathered = new LinkedHashSet<>();
    private int pages;
    private int failures;
    private Instant notBefore = Instant.MIN;
    private boolean opened;
    private @Nullable KeptTopList kept;
    private @Nullable String trouble;

    /** How one waits; a test has its own way. */
    interface Sleeper {
        /** Waits for so long. */
        void sleep(Duration time) throws InterruptedException;
    }

    /** Reads nothing yet. */
    TopList(TopSettings settings, Path file, Clock clock, Sleeper sleeper) {
        this.settings = settings;
        this.file = file;
        this.source = new TopSource(settings.source(), settings.userAgent(), settings.patience());
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * Sees to it that there is a list, and that it is not too old.
     *
     * @return whether it is another one
     * @throws IOException where there is none yet, and none can be had now
     */
    boolean look() throws IOException {
        KeptTopList before = kept;
        if (!opened) {
            kept =
                    KeptTopList.read(file)
                            .filter(list -> list.source().equals(settings.source()))
                            .orElse(null);
            opened = true;
        }
        if (kept == null) {
            insist();
        } else if (isDue(kept) && pause().isZero()) {
            ask();
        }
        return kept != null && (before == null || !before.crates().equals(kept.crates()));
    }

    /** The list, as many as are wanted. */
    List<CrateName> crates() {
        if (kept == null) {
            throw new IllegalStateException("nothing has looked at the list yet");
        }
        return kept.crates().stream().limit(settings.count()).toList();
    }

    /** What is wrong with it now. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private boolean isDue(KeptTopList list) {
        Duration age = Duration.between(list.asked(), clock.instant());
        return list.count() < settings.count()
                || age.isNegative() // by a clock that was wrong
                || age.compareTo(settings.refresh()) >= 0;
    }

    private void insist() throws IOException {
        while (kept == null) {
            Duration pause = pause();
            if (pause.compareTo(PACE) > 0) {
                throw missing();
            }
            try {
                sleeper.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("stopped while asking " + settings.source());
            }
            ask();
        }
    }

    private IOException missing() {
        return new IOException(
                "there is no list of the most downloaded crates yet: "
                        + trouble
                        + "; it is asked for again by itself. To do without it, take"
                        + " watcher.include.top out of the settings");
    }

    /** How long nothing may be asked. */
    private Duration pause() {
        Instant now = clock.instant();
        if (!now.isBefore(notBefore)) {
            return Duration.ZERO;
        }
        Duration pause = Duration.between(now, notBefore);
        // A longer one is by a clock that was wrong.
        return pause.compareTo(LONGEST_RETRY_AFTER) > 0 ? Duration.ZERO : pause;
    }

    /** One request. */
    private void ask() throws InterruptedIOException {
        switch (source.page(pages + 1, clock.instant())) {
            case TopSource.Page(var crates) -> {
                notBefore = clock.instant().plus(PACE);
                pages++;
                gathered.addAll(crates);
                boolean isLast = crates.size() < TopSource.PAGE;
                if (isLast || pages * TopSource.PAGE >= settings.count()) {
                    complete();
                }
            }
            case TopSource.Refused(var reason, var retryAfter) ->
                    failed(reason, retryAfter.orElse(Duration.ZERO));
        }
    }

    private void complete() {
        List<CrateName> crates = gathered.stream().limit(settings.count()).toList();
        gathered.clear();
        pages = 0;
        if (crates.isEmpty()) {
            failed(settings.source() + " lists no crate", Duration.ZERO);
            return;
        }
        failures = 0;
        trouble = null;
        kept = new KeptTopList(settings.count(), settings.source(), clock.instant(), crates);
        try {
            kept.write(file);
        } catch (IOException e) {
            // It counts all the same; only a restart would have to ask again.
            trouble = "the list of the most downloaded crates cannot be kept in " + file + ": " + e;
        }
    }

    private void failed(String reason, Duration asked) {
        Duration pause = min(FIRST_PAUSE.multipliedBy(1L << failures), LONGEST_PAUSE);
        failures = pause.equals(LONGEST_PAUSE) ? failures : failures + 1;
        Duration wanted = min(asked, LONGEST_RETRY_AFTER);
        notBefore = clock.instant().plus(wanted.compareTo(pause) > 0 ? wanted : pause);
        trouble =
                kept == null
                        ? reason
                        : reason + "; the most downloaded crates of " + kept.asked() + " count";
    }

    private static Duration min(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? left : right;
    }
}

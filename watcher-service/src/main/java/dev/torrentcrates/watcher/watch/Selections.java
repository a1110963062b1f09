package dev.torrentcrates.watcher.watch;

import dev.torrentcrates.watcher.WatcherConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The selection that the settings, the lock files and the list of the most downloaded crates make,
 * and another one when they change. For one thread at a time; {@link #trouble()} for any.
 */
public final class Selections {
    private static final System.Logger LOG = System.getLogger(Selections.class.getName());

    /** Each is looked at with each look at upstream. */
    private static final int MAX_LOCK_FILES = 1_000;

    /** Of a team's lock files all may vanish at once, with the folder that they are in. */
    private static final int MAX_TROUBLES_SHOWN = 3;

    private static final String TOP_LIST_FILE = "top-list.txt";

    private final Clock clock;
    private final WatcherConfig.Include include;
    private final NamePatterns names;
    private final NamePatterns excluded;
    private final List<FollowedLockFile> lockFiles;
    private final Optional<TopList> top;
    private @Nullable Selection selection;
    private List<String> told = List.of();
    private volatile @Nullable String trouble;

    private Selections(WatcherConfig config, Optional<TopList> top, Clock clock) {
        this.clock = clock;
        this.include = config.include();
        this.names = NamePatterns.of("watcher.include.names", include.names().orElse(List.of()));
        this.excluded = NamePatterns.of("watcher.exclude", config.exclude().orElse(List.of()));
        this.lockFiles = lockFiles(include.lockFiles().orElse(List.of()));
        this.top = top;
    }

    /**
     * Takes the settings; reads nothing yet.
     *
     * @param config its include, exclude, contact and data folder, where the list of the most
     *     downloaded crates is kept
     * @throws IllegalArgumentException that names the setting that makes no sense, and says what to
     *     write instead
     */
    public static Selections of(WatcherConfig config, Clock clock) {
        return of(config, clock, Thread::sleep);
    }

    static Selections of(WatcherConfig config, Clock clock, TopList.Sleeper sleeper) {
        return new Selections(
                config,
                TopSettings.of(config)
                        .map(
                                wanted ->
                                        new TopList(
                                                wanted,
                                                config.dataFolder().resolve(TOP_LIST_FILE),
                                                clock,
                                                sleeper)),
                clock);
    }

    /**
     * The selection now. Where nothing changed, it is the same one and costs a look at the state of
     * each lock file. Once in {@code watcher.include.top-refresh}, for as many calls as the list
     * has hundreds, each of them waits for an answer.
     *
     * @throws IOException where a lock file or the list of the most downloaded crates could not be
     *     read even once: which, why and what to do. Later, what could be read before counts, and
     *     {@link #trouble()} says so
     */
    public Selection current() throws IOException {
        for (FollowedLockFile lockFile : lockFiles) {
            if (lockFile.look(clock.instant())) {
                selection = null;
            }
        }
        if (top.isPresent() && top.get().look()) {
            selection = null;
        }
        tell();
        if (selection == null) {
            selection = select();
        }
        return selection;
    }

    /** What cannot be read at the moment, in words for an operator; empty where all is well. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private Selection select() {
        if (!include.isAny()) {
            return Selection.everythingBut(excluded);
        }
        return Selection.of(
                names.and(top.map(TopList::crates).orElse(List.of())),
                lockFiles.stream().map(FollowedLockFile::content).toList(),
                excluded);
    }

    /** Says in the log what is new, and keeps the rest for who asks. */
    private void tell() {
        List<String> troubles =
                Stream.concat(
                                lockFiles.stream().map(FollowedLockFile::trouble),
                                top.stream().map(TopList::trouble))
                        .flatMap(Optional::stream)
                        .toList();
        if (troubles.equals(told)) {
            return;
        }
        List<String> before = told;
        told = troubles;
        trouble = troubles.isEmpty() ? null : shown(troubles);
        if (troubles.isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "what is to be watched can be read again");
        } else if (!before.containsAll(troubles)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}",
                    shown(troubles.stream().filter(one -> !before.contains(one)).toList()));
        }
    }

    private static String shown(List<String> troubles) {
        int rest = troubles.size() - MAX_TROUBLES_SHOWN;
        return troubles.stream().limit(MAX_TROUBLES_SHOWN).collect(Collectors.joining("; "))
                + (rest > 0 ? "; and " + rest + " more" : "");
    }

    private static List<FollowedLockFile> lockFiles(List<Path> paths) {
        List<Path> different = paths.stream().distinct().toList();
        if (different.size() > MAX_LOCK_FILES) {
            throw new IllegalArgumentException(
                    "watcher.include.lock-files has at most %s files, not %s"
                            .formatted(MAX_LOCK_FILES, different.size()));
        }
        return different.stream().map(FollowedLockFile::new).toList();
    }
}

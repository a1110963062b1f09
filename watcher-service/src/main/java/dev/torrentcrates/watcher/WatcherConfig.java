package dev.torrentcrates.watcher;

import dev.torrentcrates.watcher.tail.Since;
import dev.torrentcrates.watcher.watch.Glob;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the watcher can be told. */
@ConfigMapping(prefix = "watcher")
public interface WatcherConfig {
    /** The git index of crates.io. */
    String CRATES_IO_GIT = "https://github.com/rust-lang/crates.io-index";

    /** The sparse index of crates.io. */
    String CRATES_IO_SPARSE = "https://index.crates.io/";

    /** More than one server ever needs from one client, its own included. */
    int MAX_REQUESTS_PER_SECOND = 1_000;

    /** Characters; a shorter one could be guessed. */
    int MIN_TOKEN = 16;

    /** How the registry is named in every event. */
    @WithDefault("crates.io")
    String registry();

    /** Which of the registry's two indexes is followed. */
    @WithDefault("git")
    Source source();

    /** The git index. */
    Index index();

    /** The sparse index: the one that is followed, or the one that git is compared with. */
    Sparse sparse();

    /** Whether, and how, git is compared with the sparse index. */
    Consistency consistency();

    /**
     * What becomes events when there is no store yet. A store that is there goes on from where it
     * was. Without this setting it is {@link #effectiveSince()} that counts.
     */
    Optional<Since> since();

    /** Which crates are followed; everything where nothing is named here. */
    Include include();

    /**
     * What is not followed, whatever includes it: crates by name, or by pattern as in {@link
     * Include#names()}. A comma between two.
     */
    Optional<List<String>> exclude();

    /**
     * Whom crates.io can turn to about our requests: a URL, or an address of mail. Sent with each
     * of them.
     */
    @WithDefault("https://github.com/torrent-crates/torrent-crates")
    String contact();

    /**
     * The pause between two looks at upstream. Where upstream fails it grows, to {@link
     * #longestPause()}.
     */
    @WithDefault("5s")
    Duration pollInterval();

    /** Between two tries while upstream fails. */
    @WithDefault("5m")
    Duration longestPause();

    /**
     * Commits that are followed one by one, so that events have their true order and time. Where
     * upstream is further ahead, what differs is told at once.
     */
    @WithDefault("1000")
    int maxSteps();

    /** Versions that may be deleted at once; more wait for an operator. */
    @WithDefault("100")
    int maxDeletions();

    /** How far behind upstream it may be and still be ready. */
    @WithDefault("5m")
    Duration maxLag();

    /**
     * Whoever has it may let deletions pass; nobody may where it is not set. At least 16
     * characters.
     */
    Optional<String> adminToken();

    /** Where the store lies; it is made anew where it is missing. */
    @WithDefault("data/watcher")
    Path dataFolder();

    /**
     * Where to begin: as {@link #since()} says; else with all that there is where an include asks
     * for something, and with what changes from now on where everything is followed.
     */
    default Since effectiveSince() {
        return since().orElse(include().isAny() ? Since.BEGINNING : Since.NOW);
    }

    /**
     * Whether git is compared with the sparse index: as {@link Consistency#enabled()} says; else
     * where the crates can be listed and neither index, or each of them, is that of crates.io. Two
     * registries must never be compared: what one lacks would be published.
     */
    default boolean comparesSources() {
        boolean sameRegistry =
                index().url().equals(CRATES_IO_GIT)
                        == sparse().url().toString().equals(CRATES_IO_SPARSE);
        return source() == Source.GIT
                && consistency().enabled().orElse(include().canBeListed() && sameRegistry);
    }

    /**
     * Makes sure that the figures make sense.
     *
     * @throws IllegalArgumentException that names the setting, and says what to write
     */
    default void check() {
        require(maxSteps() >= 1, "watcher.max-steps is a number from 1 on");
        require(maxDeletions() >= 0, "watcher.max-deletions is a number from 0 on");
        require(pollInterval().isPositive(), "watcher.poll-interval is a time, such as 5s");
        require(longestPause().isPositive(), "watcher.longest-pause is a time, such as 5m");
        require(maxLag().isPositive(), "watcher.max-lag is a time, such as 5m");
        require(
                sparse().requestsPerSecond() >= 1
                        && sparse().requestsPerSecond() <= MAX_REQUESTS_PER_SECOND,
                "watcher.sparse.requests-per-second is between 1 and " + MAX_REQUESTS_PER_SECOND);
        require(
                sparse().url().toString().endsWith("/"),
                "watcher.sparse.url has a slash at the end");
        require(
                consistency().interval().isPositive(),
                "watcher.consistency.interval is a time, such as 10m");
        require(
                !consistency().grace().isNegative(),
                "watcher.consistency.grace is a time, such as 15m");
        require(
                consistency().visibleIndex().filter(url -> !("" + url).endsWith("/")).isEmpty(),
                "watcher.consistency.visible-index has a slash at the end");
        require(
                !comparesSources() || include().canBeListed(),
                "watcher.consistency.enabled needs crates that can be listed: set"
                        + " watcher.include without patterns");
        require(
                source() == Source.GIT || include().canBeListed(),
                "watcher.source=sparse follows crates that can be listed: set watcher.include"
                        + " without patterns, or watcher.source=git");
        require(
                adminToken().map(String::length).orElse(MIN_TOKEN) >= MIN_TOKEN,
                "watcher.admin-token has at least 16 characters; openssl rand -hex 16 makes a good"
                        + " one");
    }

    private static void require(boolean sense, String words) {
        if (!sense) {
            throw new IllegalArgumentException(words);
        }
    }

    /** The name that every request to crates.io bears. */
    default String userAgent() {
        return "torrent-crates (" + contact() + ")";
    }

    /** A git index. */
    interface Index {
        /** Whatever git can fetch from: {@code https:}, {@code http:}, {@code file:}. */
        @WithDefault(CRATES_IO_GIT)
        String url();

        /** The branch that is the index. */
        @WithDefault("master")
        String branch();

        /** Where GitHub is asked whether the branch has moved, for an index that lies there. */
        @WithDefault("https://api.github.com")
        URI githubApi();
    }

    /** A sparse index. */
    interface Sparse {
        /** With a slash at the end. */
        @WithDefault(CRATES_IO_SPARSE)
        URI url();

        /** The RSS document that says which versions were published. */
        @WithDefault("https://static.crates.io/rss/updates.xml")
        URI feed();

        /** Of all requests to both; 1 to 1000. */
        @WithDefault("10")
        int requestsPerSecond();
    }

    /** A comparison of git, the sparse index and what the pipeline shows. */
    interface Consistency {
        /**
         * Without this setting it is {@link #comparesSources()} that counts: on where the crates
         * that are followed can be listed, included by name, lock file or downloads, not by
         * pattern. Only while git is followed.
         */
        Optional<Boolean> enabled();

        /** From the end of a round through all crates to the next. */
        @WithDefault("10m")
        Duration interval();

        /** How long a difference lasts before something counts as missed, and is published. */
        @WithDefault("15m")
        Duration grace();

        /** The pipeline's own index, with a slash at the end; not asked without this setting. */
        Optional<URI> visibleIndex();
    }

    /** What is followed; all that is named here together. */
    interface Include {
        /**
         * Crates with all their versions, by name or by pattern: {@code *} stands for any
         * characters, {@code ?} for one. Upper and lower case, and {@code -} and {@code _}, are the
         * same, as for crates.io. A comma between two.
         */
        Optional<List<String>> names();

        /**
         * {@code Cargo.lock} files. Each version that they take from a registry is followed, and no
         * other of those crates. They are read again when they change. A comma between two.
         */
        Optional<List<Path>> lockFiles();

        /** How many of the most downloaded crates, with all their versions; 1 to 1000. */
        OptionalInt top();

        /** What is asked for the most downloaded: crates.io's API, or one of its form. */
        @WithDefault("https://crates.io/api/v1/crates")
        URI topSource();

        /** How old the list of the most downloaded may get before it is asked for again. */
        @WithDefault("24h")
        Duration topRefresh();

        /** Whether the crates can be listed: something is named, and nothing by a pattern. */
        default boolean canBeListed() {
            return isAny() && names().orElse(List.of()).stream().noneMatch(Glob::isOne);
        }

        /** Whether anything is named. */
        default boolean isAny() {
            return names().isPresent() || lockFiles().isPresent() || top().isPresent();
        }
    }

    /** An index of the registry. */
    enum Source {
        /** The git index, with its history. */
        GIT,
        /** The sparse index, for crates that can be listed. */
        SPARSE
    }
}

package dev.torrentcrates.watcher;

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
    /** How the registry is named in every event. */
    @WithDefault("crates.io")
    String registry();

    /** The index that is followed. */
    Index index();

    /**
     * What becomes events when there is no clone yet. A clone that is there goes on from where it
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

    /** The pause between two looks at upstream. */
    @WithDefault("5s")
    Duration pollInterval();

    /** Where the clone lies; it is made anew where it is missing. */
    @WithDefault("data/watcher")
    Path dataFolder();

    /**
     * Where to begin: as {@link #since()} says; else with all that there is where an include asks
     * for something, and with what changes from now on where everything is followed.
     */
    default Since effectiveSince() {
        return since().orElse(include().isAny() ? Since.BEGINNING : Since.NOW);
    }

    /** The name that every request to crates.io bears. */
    default String userAgent() {
        return "torrent-crates (" + contact() + ")";
    }

    /** A git index. */
    interface Index {
        /** Whatever git can fetch from: {@code https:}, {@code http:}, {@code file:}. */
        @WithDefault("https://github.com/rust-lang/crates.io-index")
        String url();

        /** The branch that is the index. */
        @WithDefault("master")
        String branch();
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

        /** Whether anything is named. */
        default boolean isAny() {
            return names().isPresent() || lockFiles().isPresent() || top().isPresent();
        }
    }

    /** Where to begin. */
    enum Since {
        /** With what changes from now on. */
        NOW,
        /** With all that there is. */
        BEGINNING
    }
}

package dev.torrentcrates.watcher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

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
     * was.
     */
    @WithDefault("now")
    Since since();

    /** The pause between two looks at upstream. */
    @WithDefault("5s")
    Duration pollInterval();

    /** Where the clone lies; it is made anew where it is missing. */
    @WithDefault("data/watcher")
    Path dataFolder();

    /** A git index. */
    interface Index {
        /** Whatever git can fetch from: {@code https:}, {@code http:}, {@code file:}. */
        @WithDefault("https://github.com/rust-lang/crates.io-index")
        String url();

        /** The branch that is the index. */
        @WithDefault("master")
        String branch();
    }

    /** Where to begin. */
    enum Since {
        /** With what changes from now on. */
        NOW,
        /** With all that there is. */
        BEGINNING
    }
}

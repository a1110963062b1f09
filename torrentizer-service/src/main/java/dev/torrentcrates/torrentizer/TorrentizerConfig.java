package dev.torrentcrates.torrentizer;

import dev.torrentcrates.storage.s3.S3Config;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What the torrentizer can be told. */
@ConfigMapping(prefix = "torrentizer")
public interface TorrentizerConfig {
    /**
     * How this process is called among those that share the work. Each running one has a name of
     * its own, and the same again after a restart.
     */
    @WithDefault("${HOSTNAME:localhost}")
    String instance();

    /** Where crate files come from. */
    Upstream upstream();

    /** Where downloads lie for a moment; not to be shared with another process. */
    @WithDefault("data/torrentizer")
    Path dataFolder();

    /** How many crates are worked on at once; as many again of those that are tried once more. */
    @WithDefault("32")
    int concurrency();

    /** The largest crate file that is taken; crates.io's largest has 450 MB. */
    @WithDefault("512M")
    MemorySize maxCrateSize();

    /**
     * How old a version must be before it is built, by its pubtime. Most malware is deleted within
     * hours; with zero every version is built at once.
     */
    @WithDefault("0s")
    Duration minAge();

    /** When a version is tried again that upstream does not have yet. */
    Retry retry();

    /**
     * How long the first download of a version may take, while others wait for it. One that takes
     * longer is made once more, beside the stream, with all the time that the lowest speed allows.
     */
    @WithDefault("30s")
    Duration firstPatience();

    /** When what is stored is looked through. */
    Audit audit();

    /** Where content and torrents are stored. */
    S3Config storage();

    /**
     * Who knows it may deny content and have failed versions tried again; where it is not set,
     * nobody may.
     */
    Optional<String> adminToken();

    /** A registry's sparse index, and how we behave towards it. */
    interface Upstream {
        /** The sparse index, with a slash at the end; its config.json says where crates are. */
        @WithDefault("https://index.crates.io/")
        URI index();

        /** The name that every request bears. */
        @WithDefault("torrent-crates")
        String userAgent();

        /**
         * Whom upstream can turn to, such as an address of mail; sent with the name. crates.io
         * wants one, and may shut out who has none.
         */
        Optional<String> contact();

        /** How long a connection may take. */
        @WithDefault("10s")
        Duration connectTimeout();

        /**
         * How long the beginning of an answer may take, and then any pause within it. Short, since
         * nothing is lost: who answers late is asked again later, and holds nobody up meanwhile.
         */
        @WithDefault("10s")
        Duration answerTimeout();

        /**
         * How much of a file has to come in a second, on average and once the answer time-out has
         * passed: a server that drips is one that does not answer.
         */
        @WithDefault("16K")
        MemorySize lowestSpeed();

        /**
         * How many downloads are under way at once, at most 100: so many may share a connection to
         * crates.io's CDN, and more are refused by our own client.
         */
        @WithDefault("64")
        int concurrency();

        /** How many requests begin in a second, evenly. */
        @WithDefault("100")
        int requestsPerSecond();

        /** How long a file is at most that is held in memory; others go to the data folder. */
        @WithDefault("8M")
        MemorySize inMemoryUpTo();

        /** What files in memory may take together; those that find no room go to the folder. */
        @WithDefault("64M")
        MemorySize memory();
    }

    /** How often everything that was built is compared with what is stored, and how fast. */
    interface Audit {
        /** From the end of a walk through a partition to its next one; zero is never. */
        @WithDefault("7d")
        Duration every();

        /** Read from storage, in a second; 8 MB are 300 GB in ten hours. */
        @WithDefault("8M")
        MemorySize bytesPerSecond();
    }

    /** Pauses and ends of retries. */
    interface Retry {
        /** The pause after the first failure; it doubles with each one. */
        @WithDefault("1s")
        Duration firstDelay();

        /** No pause is longer, whatever upstream asks for. */
        @WithDefault("5m")
        Duration longestDelay();

        /** How long a file is asked for that upstream does not have, or does not give. */
        @WithDefault("7d")
        Duration giveUpAfter();

        /** How long a file is asked for that is not the right one: a CDN may be behind. */
        @WithDefault("1h")
        Duration mismatchGiveUpAfter();
    }
}

package dev.torrentcrates.indexservice;

import dev.torrentcrates.indexservice.tracker.TrackerConfig;
import dev.torrentcrates.storage.s3.S3Config;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What the index service can be told. */
@ConfigMapping(prefix = "index")
public interface IndexConfig {
    /** Under which clients reach this service; in what it tells cargo, torrents and magnets. */
    @WithDefault("http://127.0.0.1:7879")
    URI publicUrl();

    /**
     * Where upstream has its crate files, as a second web seed: a template like cargo's {@code dl},
     * with {@code {crate}} and {@code {version}}. None where it is absent or empty.
     */
    Optional<String> upstreamWebSeed();

    /** How many seeders have to report a version before it is visible. */
    @WithDefault("1")
    int minSeeders();

    /** The registry whose index and crates are served. */
    @WithDefault("crates.io")
    String registry();

    /** The tracker. */
    TrackerConfig tracker();

    /** Our seeders. */
    Seeders seeders();

    /** Where the content is. */
    S3Config storage();

    /** Our seeders. */
    interface Seeders {
        /** A seeder whose last heartbeat is older is not handed out. */
        @WithDefault("30s")
        Duration expiry();
    }
}

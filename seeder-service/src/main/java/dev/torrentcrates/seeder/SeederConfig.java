package dev.torrentcrates.seeder;

import dev.torrentcrates.storage.s3.S3Config;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What a seeder can be told. */
@ConfigMapping(prefix = "seeder")
public interface SeederConfig {
    /** Who it is; one that comes back under its name keeps its partitions. Unique in its set. */
    @WithDefault("seeder-0")
    String name();

    /** The seeders that together hold one copy of everything. */
    @WithDefault("set-0")
    String seedSet();

    /** Where peers connect. */
    @WithDefault("127.0.0.1")
    String host();

    /** Of BitTorrent; 0 for any that is free. */
    @WithDefault("6881")
    int port();

    /** The address that the tracker gives to peers, where it is not {@code host}. */
    Optional<String> announcedHost();

    /** How often it says that it is there; the tracker forgets it after some missing ones. */
    @WithDefault("5s")
    Duration heartbeat();

    /** How many crates are fetched from storage at a time. */
    @WithDefault("16")
    int concurrency();

    /** Where the content lies that is seeded. */
    @WithDefault("data/seeder")
    Path dataFolder();

    /** Where the content comes from. */
    S3Config storage();
}

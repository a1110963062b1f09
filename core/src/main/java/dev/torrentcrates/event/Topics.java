package dev.torrentcrates.event;

import dev.torrentcrates.event.Topic.Cleanup;
import java.time.Duration;
import java.util.List;

/** Every topic there is; the only place that declares one. */
public final class Topics {
    /**
     * Fixed for ever: topics that concern crates are co-partitioned, and another number would
     * spread crates anew.
     */
    public static final int PARTITIONS = 32;

    private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(90);

    /** What changed upstream; kept for ever, a complete history. */
    public static final Topic<IndexEvent> INDEX_EVENTS =
            new Topic<>("index-events", IndexEvent.class, PARTITIONS, Cleanup.DELETE, null);

    /** What was built, and every index change forwarded; kept for ever. */
    public static final Topic<TorrentEvent> TORRENT_EVENTS =
            new Topic<>("torrent-events", TorrentEvent.class, PARTITIONS, Cleanup.DELETE, null);

    /** Who seeds what, by seed set and cksum. */
    public static final Topic<SeedEvent> SEED_EVENTS =
            new Topic<>("seed-events", SeedEvent.class, PARTITIONS, Cleanup.COMPACT, null);

    /** Heartbeats, by seeder. */
    public static final Topic<SeederAlive> SEEDERS =
            new Topic<>("seeders", SeederAlive.class, 1, Cleanup.COMPACT, null);

    /** What the published index shows; kept for ever. */
    public static final Topic<VisibleEvent> VISIBLE_EVENTS =
            new Topic<>("visible-events", VisibleEvent.class, PARTITIONS, Cleanup.DELETE, null);

    /** What the torrentizer will try again, and what it has given up, by identity. */
    public static final Topic<ParkedEvent> PARKED =
            new Topic<>("parked", ParkedEvent.class, PARTITIONS, Cleanup.COMPACT, null);

    /** The operators' deny list, by cksum. */
    public static final Topic<CksumDenied> DENIED =
            new Topic<>("denied", CksumDenied.class, 1, Cleanup.COMPACT, null);

    /** How far each watched registry was published. */
    public static final Topic<WatcherCheckpoint> WATCHER_CHECKPOINT =
            new Topic<>("watcher-checkpoint", WatcherCheckpoint.class, 1, Cleanup.COMPACT, null);

    /** How far the audit of each partition's torrents has come, by partition. */
    public static final Topic<PartitionAudited> AUDIT =
            new Topic<>("audit", PartitionAudited.class, 1, Cleanup.COMPACT, null);

    /** Lines of the upstream index that could not be read. */
    public static final Topic<DeadLetter> INDEX_EVENTS_DLQ = deadLetters("index-events.dlq");

    /**
     * Records of {@code torrent-events} and of those before it that could not be read, and versions
     * that were given up.
     */
    public static final Topic<DeadLetter> TORRENT_EVENTS_DLQ = deadLetters("torrent-events.dlq");

    /** All of them. */
    public static final List<Topic<? extends Event>> ALL =
            List.of(
                    INDEX_EVENTS,
                    TORRENT_EVENTS,
                    SEED_EVENTS,
                    SEEDERS,
                    VISIBLE_EVENTS,
                    PARKED,
                    DENIED,
                    WATCHER_CHECKPOINT,
                    AUDIT,
                    INDEX_EVENTS_DLQ,
                    TORRENT_EVENTS_DLQ);

    private Topics() {}

    private static Topic<DeadLetter> deadLetters(String name) {
        return new Topic<>(name, DeadLetter.class, 1, Cleanup.DELETE, DEAD_LETTERS_KEPT);
    }
}

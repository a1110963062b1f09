package dev.torrentcrates.event;

import java.time.Instant;
import java.util.List;

/**
 * A seeder's heartbeat. A seeder that stops beating is gone for the tracker, without an event for
 * each of its torrents.
 *
 * @param seeder its name, unique in its set
 * @param seedSet the seeders that together hold one copy of everything
 * @param host the address under which peers reach it, looked up already
 * @param port its BitTorrent port
 * @param partitions those of {@code torrent-events} whose crates it seeds
 */
public record SeederAlive(
        String seeder,
        String seedSet,
        String host,
        int port,
        List<Integer> partitions,
        Instant time)
        implements Event {
    /** Copies the list. */
    public SeederAlive {
        partitions = List.copyOf(partitions);
    }

    @Override
    public String partitionKey() {
        return seedSet + "/" + seeder;
    }
}

package dev.torrentcrates.indexservice.tracker;

import java.time.Duration;

/** Small limits, so that tests reach them. */
record TrackerSettings(int maxPeersAnAnswer, int maxPeersASwarm, int maxPeers)
        implements TrackerConfig {
    static final TrackerSettings ROOMY = new TrackerSettings(100, 100, 1_000);

    @Override
    public Duration interval() {
        return Duration.ofSeconds(100);
    }

    @Override
    public Duration peerExpiry() {
        return Duration.ofSeconds(250);
    }
}

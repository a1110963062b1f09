package dev.torrentcrates.indexservice.tracker;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The part of the configuration that concerns the tracker. */
public interface TrackerConfig {
    /** How long a client waits between two announces; up to a tenth is added by chance. */
    @WithDefault("5m")
    Duration interval();

    /** A peer that was silent for so long is gone; more than two intervals. */
    @WithDefault("12m")
    Duration peerExpiry();

    /** How many peers one answer has at most; clients ask for fewer, or for more. */
    @WithDefault("100")
    int maxPeersAnAnswer();

    /** How many peers of one swarm are remembered; the most silent one makes room. */
    @WithDefault("1000")
    int maxPeersASwarm();

    /** How many peers are remembered in all, at some 200 bytes each; others are only answered. */
    @WithDefault("500000")
    int maxPeers();
}

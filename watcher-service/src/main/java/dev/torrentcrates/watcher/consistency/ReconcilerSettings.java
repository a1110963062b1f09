package dev.torrentcrates.watcher.consistency;

import java.time.Duration;
import java.time.InstantSource;

/**
 * What a reconciler is told.
 *
 * @param interval from the end of a round to the next
 * @param grace how long a difference lasts before something counts as missed
 * @param maxDeletions versions that may be deleted in a round
 */
public record ReconcilerSettings(
        Duration interval, Duration grace, long maxDeletions, InstantSource clock) {}

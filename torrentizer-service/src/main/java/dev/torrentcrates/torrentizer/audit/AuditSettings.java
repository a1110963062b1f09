package dev.torrentcrates.torrentizer.audit;

import java.time.Duration;

/**
 * How often storage is walked through, and how fast.
 *
 * @param every from the end of a walk of a partition to the beginning of the next; zero is never
 * @param bytesPerSecond read at most, on average
 */
public record AuditSettings(Duration every, long bytesPerSecond) {}

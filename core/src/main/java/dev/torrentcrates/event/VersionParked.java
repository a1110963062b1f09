package dev.torrentcrates.event;

import dev.torrentcrates.index.IndexLine;
import java.time.Instant;

/**
 * A version that the torrentizer will try again.
 *
 * @param retry what was tried, and when it is tried next
 */
public record VersionParked(
        Registry registry, Commit commit, long indexOffset, IndexLine line, Retry retry)
        implements ParkedEvent {
    /**
     * What was tried, and when it is tried next.
     *
     * @param attempts how often it was tried
     * @param since when it was to be tried first; retries end a configured time after it
     * @param due when it is tried next
     * @param cause why it waits
     * @param causeSince since when it is this cause
     */
    public record Retry(
            int attempts, Instant since, Instant due, Cause cause, Instant causeSince) {}

    /** Why a version waits. */
    public enum Cause {
        /** Operators want versions to be older than this one is yet. */
        TOO_YOUNG,
        /** Upstream has no such file; a CDN may be late. */
        NOT_FOUND,
        /** Upstream has other bytes; a CDN may be behind a republication. */
        CKSUM_MISMATCH,
        /** Upstream did not answer, or not with the file. */
        UPSTREAM_UNAVAILABLE,
        /**
         * Storage answers, but does not take or give this version's objects; or the disk is full.
         */
        STORAGE_REFUSED,
        /** The torrentizer failed at it, by its own fault. */
        DEFECT,
        /** It had been given up, and an operator asked for another attempt. */
        REDRIVEN
    }

    @Override
    public Instant time() {
        return retry.since();
    }
}

package dev.torrentcrates.event;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How far the audit of what is stored has come in one partition.
 *
 * @param partition of {@code torrent-events}, whose crates are audited
 * @param begun when this walk began
 * @param complete whether it has ended, at the time of this word
 * @param nextOffset on {@code torrent-events}, of what is looked at next
 * @param tally what was found so far
 * @param time of this word
 */
public record PartitionAudited(
        int partition, Instant begun, boolean complete, long nextOffset, Tally tally, Instant time)
        implements Event {
    /**
     * What a walk has found.
     *
     * @param versions looked at
     * @param bytes of their crate files, as long as they ought to be
     * @param findings how often each thing was wrong; 0 for those that are left out
     * @param rebuilt versions in order again
     * @param parked versions that upstream could not give just then, and that are tried again
     */
    public record Tally(
            long versions, long bytes, Map<Finding, Long> findings, long rebuilt, long parked) {
        /** Of a walk that has just begun. */
        public static final Tally NOTHING = new Tally(0, 0, Map.of(), 0, 0);

        /** Keeps a copy with every finding, in their order. */
        public Tally {
            Map<Finding, Long> ordered = new EnumMap<>(Finding.class);
            for (Finding finding : Finding.values()) {
                ordered.put(finding, findings.getOrDefault(finding, 0L));
            }
            findings = Collections.unmodifiableMap(ordered);
        }
    }

    /** What may be wrong with what is stored of a version. */
    public enum Finding {
        /** There is no crate file. */
        CONTENT_MISSING,
        /** The crate file is shorter or longer than it was. */
        CONTENT_TRUNCATED,
        /** The crate file has other bytes. */
        CONTENT_ALTERED,
        /** Storage answers, but cannot give the crate file, or its torrent. */
        CONTENT_UNREADABLE,
        /** There is no torrent. */
        TORRENT_MISSING,
        /** The torrent has other bytes, or is not the one that was announced. */
        TORRENT_ALTERED
    }

    @Override
    public String partitionKey() {
        return Integer.toString(partition);
    }
}

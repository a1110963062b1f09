package dev.torrentcrates.torrentizer.audit;

import dev.torrentcrates.event.PartitionAudited;
import dev.torrentcrates.event.PartitionAudited.Finding;
import dev.torrentcrates.event.PartitionAudited.Tally;
import dev.torrentcrates.event.Topics;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the last walk, or the one under way, has found in each partition, and in all of them.
 *
 * @param complete partitions whose last walk has ended
 * @param underWay partitions that are being walked through
 * @param never partitions that nobody has walked through yet
 * @param total of all partitions
 * @param partitions each one that was walked through, by its number
 */
public record AuditReport(
        int complete, int underWay, int never, Tally total, List<Partition> partitions) {
    /**
     * A walk.
     *
     * @param partition of {@code torrent-events}
     * @param said when it ended, or was last heard of
     */
    public record Partition(
            int partition, Instant begun, boolean complete, Instant said, Tally found) {
        static Partition of(PartitionAudited progress) {
            return new Partition(
                    progress.partition(),
                    progress.begun(),
                    progress.complete(),
                    progress.time(),
                    progress.tally());
        }
    }

    /** Copies the list. */
    public AuditReport {
        partitions = List.copyOf(partitions);
    }

    /** Of the last word on each partition. */
    public static AuditReport of(Collection<PartitionAudited> last) {
        int complete = (int) last.stream().filter(PartitionAudited::complete).count();
        return new AuditReport(
                complete,
                last.size() - complete,
                Topics.PARTITIONS - last.size(),
                last.stream().map(PartitionAudited::tally).reduce(Tally.NOTHING, AuditReport::sum),
                last.stream().map(Partition::of).toList());
    }

    private static Tally sum(Tally one, Tally other) {
        Map<Finding, Long> findings = new EnumMap<>(one.findings());
        other.findings().forEach((what, count) -> findings.merge(what, count, Long::sum));
        return new Tally(
                one.versions() + other.versions(),
                one.bytes() + other.bytes(),
                findings,
                one.rebuilt() + other.rebuilt(),
                one.parked() + other.parked());
    }
}

package dev.torrentcrates.torrentizer.audit;

import dev.torrentcrates.event.PartitionAudited;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which partition is walked through next. Pure. */
final class Schedule {
    private Schedule() {}

    /**
     * A walk that was interrupted goes on first; then comes what was never walked through, and then
     * what was longest ago.
     *
     * @param owned partitions that are this process's to look after
     * @param last the last word on each partition
     * @param every from the end of a walk to the beginning of the next
     */
    static Optional<Walk> next(
            Collection<Integer> owned,
            Map<Integer, PartitionAudited> last,
            Duration every,
            Instant now) {
        Optional<Walk> interrupted =
                owned.stream()
                        .map(last::get)
                        .filter(progress -> progress != null && !progress.complete())
                        .min(Comparator.comparing(PartitionAudited::begun))
                        .map(Walk::resume);
        if (interrupted.isPresent()) {
            return interrupted;
        }
        return owned.stream()
                .filter(partition -> !due(last.get(partition), every).isAfter(now))
                .min(
                        Comparator.comparing((Integer partition) -> due(last.get(partition), every))
                                .thenComparing(Comparator.naturalOrder()))
                .map(partition -> Walk.begin(partition, now));
    }

    private static Instant due(@Nullable PartitionAudited last, Duration every) {
        return last == null ? Instant.MIN : last.time().plus(every);
    }
}

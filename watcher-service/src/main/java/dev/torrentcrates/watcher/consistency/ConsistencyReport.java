package dev.torrentcrates.watcher.consistency;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.torrentcrates.watcher.sparse.SparseFiles;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the last whole round found.
 *
 * @param enabled whether sources are compared at all
 * @param compared when the round ended; null before the first
 * @param crates how many were compared
 * @param differences the first of them, the oldest first
 * @param total how many there are
 * @param emitted events that were published since the start, because git missed something
 * @param withheld deletions that were not published, since they were too many
 * @param sources what was compared
 * @param trouble why a round could not be made, or not of all crates, in words for an operator
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsistencyReport(
        boolean enabled,
        @Nullable Instant compared,
        int crates,
        List<Entry> differences,
        int total,
        long emitted,
        long withheld,
        Map<String, String> sources,
        @Nullable String trouble) {
    /** For a reader; the total says how many there are. */
    private static final int MAX_REPORTED = 1_000;

    /** Nothing is compared. */
    public static final ConsistencyReport OFF =
            new ConsistencyReport(false, null, 0, List.of(), 0, 0, 0, Map.of(), null);

    /**
     * A version of which not all sources say the same.
     *
     * @param since when that was first seen
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(
            String crate,
            String version,
            String kind,
            @Nullable Seen git,
            @Nullable Seen sparse,
            @Nullable Seen visible,
            Instant since) {
        static Entry of(Difference difference, Instant since) {
            return new Entry(
                    difference.crate(),
                    difference.version(),
                    difference.kind().name(),
                    difference.git(),
                    difference.sparse(),
                    difference.visible(),
                    since);
        }
    }

    /** Before the first round. */
    static ConsistencyReport nothingYet(Map<String, String> sources) {
        return new ConsistencyReport(true, null, 0, List.of(), 0, 0, 0, sources, null);
    }

    /**
     * After a round.
     *
     * @param emitted events since the start
     */
    static ConsistencyReport of(
            Round.Findings found,
            Instant ended,
            long emitted,
            long withheld,
            Map<String, String> sources) {
        List<Entry> entries =
                found.differences().entrySet().stream()
                        .sorted(Comparator.comparing(Map.Entry<Difference, Instant>::getValue))
                        .limit(MAX_REPORTED)
                        .map(each -> Entry.of(each.getKey(), each.getValue()))
                        .toList();
        return new ConsistencyReport(
                true,
                ended,
                found.crates(),
                entries,
                found.total(),
                emitted,
                withheld,
                sources,
                trouble(found.unreadable()));
    }

    private static @Nullable String trouble(List<String> unreadable) {
        return unreadable.isEmpty()
                ? null
                : "crates for which the sparse index gives nothing of use, not compared (%s): %s"
                        .formatted(
                                unreadable.size(),
                                String.join(
                                        ", ",
                                        unreadable.subList(
                                                0,
                                                Math.min(
                                                        SparseFiles.MAX_NAMED,
                                                        unreadable.size()))));
    }

    ConsistencyReport withTrouble(String other) {
        return new ConsistencyReport(
                enabled, compared, crates, differences, total, emitted, withheld, sources, other);
    }
}

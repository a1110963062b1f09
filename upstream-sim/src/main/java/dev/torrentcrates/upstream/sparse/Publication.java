package dev.torrentcrates.upstream.sparse;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.index.IndexLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A version in the index, and when it came there.
 *
 * @param time its {@code pubtime}; the beginning of time where it has none
 */
record Publication(CrateName name, CrateVersion version, Instant time) {
    /** What is younger is in the feed however much there is of it. */
    static final Duration ALWAYS = Duration.ofMinutes(60);

    /** So many are in the feed however old they are. */
    static final int AT_LEAST = 100;

    private static final Comparator<Publication> NEWEST_FIRST =
            Comparator.comparing(Publication::time)
                    .reversed()
                    .thenComparing(Publication::name)
                    .thenComparing(Publication::version);

    static Publication of(IndexLine line) {
        return new Publication(line.name(), line.version(), line.pubtime().orElse(Instant.EPOCH));
    }

    /** Those that crates.io's feed has, the newest first. */
    static List<Publication> recent(List<Publication> all, Instant now) {
        List<Publication> sorted = all.stream().sorted(NEWEST_FIRST).toList();
        Instant threshold = now.minus(ALWAYS);
        long young = sorted.stream().filter(each -> each.time().isAfter(threshold)).count();
        return sorted.stream().limit(Math.max(young, AT_LEAST)).toList();
    }
}

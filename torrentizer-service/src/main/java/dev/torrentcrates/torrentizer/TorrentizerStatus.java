package dev.torrentcrates.torrentizer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.torrentcrates.torrentizer.progress.Counts;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What the torrentizer does at the moment. Counts are those since its start.
 *
 * @param upstream the sparse index whose crate files are fetched
 * @param built torrents announced
 * @param forwarded changes passed on
 * @param parked versions of this process's partitions that will be tried again
 * @param failed versions given up
 * @param unreadable records that became dead letters
 * @param bytes downloaded, of crates that were built
 * @param lastEvent when an index event was dealt with last
 * @param trouble what it waits for, in words for an operator
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TorrentizerStatus(
        URI upstream,
        long built,
        long forwarded,
        int parked,
        long failed,
        long unreadable,
        long bytes,
        Optional<Instant> lastEvent,
        Optional<String> trouble) {
    static TorrentizerStatus of(URI upstream, Counts.Snapshot counts, Optional<String> trouble) {
        return new TorrentizerStatus(
                upstream,
                counts.built(),
                counts.forwarded(),
                counts.parked(),
                counts.failed(),
                counts.unreadable(),
                counts.downloadedBytes(),
                counts.lastEvent(),
                trouble);
    }
}

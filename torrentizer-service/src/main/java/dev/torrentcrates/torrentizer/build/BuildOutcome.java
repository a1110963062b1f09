package dev.torrentcrates.torrentizer.build;

import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.torrent.TorrentEntry;
import java.time.Duration;
import java.util.Optional;

/** What came of building a version. */
public sealed interface BuildOutcome {
    /**
     * Content and torrent are stored, verified against the cksum.
     *
     * @param downloadedBytes 0 where the content was stored already
     */
    record Built(TorrentEntry torrent, long downloadedBytes) implements BuildOutcome {}

    /**
     * Upstream may have it later.
     *
     * @param reason what it comes to where it never does
     * @param detail in words for an operator, bounded
     * @param retryAfter when upstream would like to be asked again
     */
    record NotYet(FailureReason reason, String detail, Optional<Duration> retryAfter)
            implements BuildOutcome {}

    /**
     * It can never be built.
     *
     * @param detail in words for an operator, bounded
     */
    record Refused(FailureReason reason, String detail) implements BuildOutcome {}
}

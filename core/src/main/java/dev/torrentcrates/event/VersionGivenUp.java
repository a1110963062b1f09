package dev.torrentcrates.event;

import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.index.IndexLine;
import java.time.Instant;

/**
 * A version that the torrentizer does not try any more until an operator asks for it. It stands on
 * {@code parked}, from where it can be put back, and is a dead letter for whoever looks after them.
 *
 * @param reason why
 * @param detail in words for an operator, bounded
 * @param time when it was given up
 */
public record VersionGivenUp(
        Registry registry,
        Commit commit,
        long indexOffset,
        IndexLine line,
        FailureReason reason,
        String detail,
        Instant time)
        implements ParkedEvent, DeadLetter {}

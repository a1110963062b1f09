package dev.torrentcrates.torrentizer.audit;

import dev.torrentcrates.event.PartitionAudited;
import dev.torrentcrates.event.PartitionAudited.Finding;
import dev.torrentcrates.event.PartitionAudited.Tally;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.torrentizer.build.Stored;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a walk through the torrents of a partition has come. Immutable, pure.
 *
 * @param nextOffset on {@code torrent-events}
 */
record Walk(int partition, Instant begun, long nextOffset, Tally tally) {
    /** What became of a version that was damaged. */
    enum Fate {
        REBUILT,
        PARKED,
        /**
         * Nothing has changed: it is tried again already, operators do not want it, upstream can
         * never give it, or storage does not take it.
         */
        LEFT
    }

    static Walk begin(int partition, Instant now) {
        return new Walk(partition, now, 0, Tally.NOTHING);
    }

    /** Goes on where an earlier process stopped. */
    static Walk resume(PartitionAudited progress) {
        return new Walk(
                progress.partition(), progress.begun(), progress.nextOffset(), progress.tally());
    }

    /** What is wrong with what is stored of a version, if anything is. */
    static Optional<Finding> finding(Stored stored, TorrentBuilt built) {
        return switch (stored) {
            case Stored.Sound(var torrent) ->
                    torrent.entry().equals(built.torrent())
                            ? Optional.empty()
                            : Optional.of(Finding.TORRENT_ALTERED);
            case Stored.NoTorrent _ -> Optional.of(Finding.TORRENT_MISSING);
            case Stored.OtherTorrent _ -> Optional.of(Finding.TORRENT_ALTERED);
            case Stored.NoContent() -> Optional.of(Finding.CONTENT_MISSING);
            case Stored.OtherContent(var length) ->
                    Optional.of(
                            length == built.torrent().length()
                                    ? Finding.CONTENT_ALTERED
                                    : Finding.CONTENT_TRUNCATED);
        };
    }

    /** The walk after a record that is not about a torrent. */
    Walk past(long offset) {
        return new Walk(partition, begun, offset + 1, tally);
    }

    /** The walk after a version that was as it ought to be. */
    Walk pastSound(long offset, long bytes) {
        Tally next =
                new Tally(
                        tally.versions() + 1,
                        tally.bytes() + bytes,
                        tally.findings(),
                        tally.rebuilt(),
                        tally.parked());
        return new Walk(partition, begun, offset + 1, next);
    }

    /** The walk after a version that was damaged. */
    Walk pastDamaged(long offset, long bytes, Finding finding, Fate fate) {
        Map<Finding, Long> findings = new EnumMap<>(tally.findings());
        findings.merge(finding, 1L, Long::sum);
        Tally next =
                new Tally(
                        tally.versions() + 1,
                        tally.bytes() + bytes,
                        findings,
                        tally.rebuilt() + (fate == Fate.REBUILT ? 1 : 0),
                        tally.parked() + (fate == Fate.PARKED ? 1 : 0));
        return new Walk(partition, begun, offset + 1, next);
    }

    /** What is said while it goes on. */
    PartitionAudited progress(Instant now) {
        return new PartitionAudited(partition, begun, false, nextOffset, tally, now);
    }

    /** What is said at its end. */
    PartitionAudited end(Instant now) {
        return new PartitionAudited(partition, begun, true, nextOffset, tally, now);
    }
}

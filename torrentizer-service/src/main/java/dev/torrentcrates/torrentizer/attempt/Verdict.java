package dev.torrentcrates.torrentizer.attempt;

import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.event.VersionGivenUp;
import dev.torrentcrates.event.VersionParked;

/** What an attempt to build a version means. */
public sealed interface Verdict {
    /**
     * It has a torrent.
     *
     * @param downloadedBytes what it took
     */
    record Announce(TorrentBuilt event, long downloadedBytes) implements Verdict {}

    /**
     * It is tried again.
     *
     * @param reason why not now, for an operator
     */
    record Park(VersionParked event, String reason) implements Verdict {}

    /**
     * It is not tried any more.
     *
     * @param event for those downstream
     * @param letter for operators, who may have it tried again
     */
    record GiveUp(TorrentFailed event, VersionGivenUp letter) implements Verdict {}
}

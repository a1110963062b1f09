package dev.torrentcrates.indexservice.view;

import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.state.VersionState;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentEntry;

/**
 * A version that passed the gate.
 *
 * @param indexOffset of its line
 * @param line as it is published, with its torrent
 * @param torrent piece layers excepted
 * @param companion the infohash of the version 1 companion, which is a swarm of its own
 */
public record PublishedVersion(
        long indexOffset,
        IndexLine line,
        TorrentEntry entry,
        CrateTorrent torrent,
        Btih companion) {

    /** The published form of a version that has a torrent. */
    public static PublishedVersion of(VersionState.Built built) {
        IndexLine upstream = built.line();
        CrateTorrent torrent = built.torrent();
        IndexLine published =
                new IndexLine(
                        built.publishedLine(),
                        upstream.name(),
                        upstream.version(),
                        upstream.cksum(),
                        upstream.yanked());
        return new PublishedVersion(
                built.indexOffset(),
                published,
                built.entry(),
                torrent,
                Btih.ofInfoDict(torrent.companionInfoDict()));
    }
}

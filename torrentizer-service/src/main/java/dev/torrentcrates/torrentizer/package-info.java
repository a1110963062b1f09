/**
 * Turns each published version into a torrent in object storage, and tells of it.
 *
 * <p>Promised: each index event is followed by one torrent event, in the order of the crate;
 * content and torrent are stored before they are announced; no version is passed over, whatever is
 * away. A version that cannot be had yet is parked: its publication is passed on, and another event
 * of the same index offset follows later, TorrentBuilt or in the end TorrentFailed, unless the
 * version is deleted before. Not promised: that a torrent event comes once.
 */
@NullMarked
package dev.torrentcrates.torrentizer;

import org.jspecify.annotations.NullMarked;

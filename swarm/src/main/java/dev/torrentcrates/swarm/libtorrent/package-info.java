/**
 * The swarm over libtorrent (libtorrent4j). Every {@code org.libtorrent4j} type of the project is
 * in here.
 *
 * <p>The native calls are made under one lock, so that no handle is used after its torrent was
 * removed and nothing touches a session that is being closed. Alerts only nudge: what is true is
 * asked of the torrent's status, at each nudge and once a second, because libtorrent drops alerts
 * silently when its queue is full.
 */
@NullMarked
package dev.torrentcrates.swarm.libtorrent;

import org.jspecify.annotations.NullMarked;

/**
 * An HTTP tracker for the torrents of the published index and no others. Our own seeders are in its
 * answers without ever announcing.
 *
 * @see <a href="https://www.bittorrent.org/beps/bep_0003.html">BEP 3</a>
 * @see <a href="https://www.bittorrent.org/beps/bep_0007.html">BEP 7: IPv6</a>
 * @see <a href="https://www.bittorrent.org/beps/bep_0023.html">BEP 23: compact answers</a>
 */
@NullMarked
package dev.torrentcrates.indexservice.tracker;

import org.jspecify.annotations.NullMarked;

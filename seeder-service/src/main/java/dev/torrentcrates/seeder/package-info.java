/**
 * Holds one copy of every crate that has a torrent, and seeds it.
 *
 * <p>What it ought to hold follows from {@code torrent-events}, read from their beginning at each
 * start, and from {@code denied}; what it holds lies in its folder. An event does no more than
 * nudge the comparison of the two.
 */
@NullMarked
package dev.torrentcrates.seeder;

import org.jspecify.annotations.NullMarked;

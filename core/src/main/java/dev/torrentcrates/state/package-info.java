/**
 * What {@code torrent-events} say, folded: the newest line of each version and whether it has a
 * torrent. Whoever applies the events of a crate, in any order and however often, ends with the
 * same state; of two failures of one attempt, told at the same offset, the last that came is kept.
 */
@NullMarked
package dev.torrentcrates.state;

import org.jspecify.annotations.NullMarked;

/** From index events to torrent events, in the order of each crate. */
@NullMarked
package dev.torrentcrates.torrentizer.stream;

import org.jspecify.annotations.NullMarked;

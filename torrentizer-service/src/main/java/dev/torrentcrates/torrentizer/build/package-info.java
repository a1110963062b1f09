/** From a line of the index to content and torrent in storage. */
@NullMarked
package dev.torrentcrates.torrentizer.build;

import org.jspecify.annotations.NullMarked;

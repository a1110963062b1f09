/** The daemon: its parts put together, and what it answers over HTTP. Vert.x stays in here. */
@NullMarked
package dev.torrentcrates.cargotorrent.daemon;

import org.jspecify.annotations.NullMarked;

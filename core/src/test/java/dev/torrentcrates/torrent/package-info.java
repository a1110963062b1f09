@NullMarked
package dev.torrentcrates.torrent;

import org.jspecify.annotations.NullMarked;

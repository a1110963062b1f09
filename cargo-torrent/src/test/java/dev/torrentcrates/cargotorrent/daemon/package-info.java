@NullMarked
package dev.torrentcrates.cargotorrent.daemon;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.torrentcrates.cargotorrent.index;

import org.jspecify.annotations.NullMarked;

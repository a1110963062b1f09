@NullMarked
package dev.torrentcrates.cargotorrent;

import org.jspecify.annotations.NullMarked;

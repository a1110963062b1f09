@NullMarked
package dev.torrentcrates.cargotorrent.crates;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.torrentcrates.cargotorrent.setup;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.torrentcrates.cargotorrent.remote;

import org.jspecify.annotations.NullMarked;

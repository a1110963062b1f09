@NullMarked
package dev.torrentcrates.cargotorrent.files;

import org.jspecify.annotations.NullMarked;

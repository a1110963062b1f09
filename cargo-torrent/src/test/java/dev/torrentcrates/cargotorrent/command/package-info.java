@NullMarked
package dev.torrentcrates.cargotorrent.command;

import org.jspecify.annotations.NullMarked;

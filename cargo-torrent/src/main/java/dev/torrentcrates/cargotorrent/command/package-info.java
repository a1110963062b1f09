/** The command line: what is asked for becomes calls, and what comes of them becomes words. */
@NullMarked
package dev.torrentcrates.cargotorrent.command;

import org.jspecify.annotations.NullMarked;

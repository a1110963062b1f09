/** Cargo's own configuration, which names the registry that crates come from. */
@NullMarked
package dev.torrentcrates.cargotorrent.setup;

import org.jspecify.annotations.NullMarked;

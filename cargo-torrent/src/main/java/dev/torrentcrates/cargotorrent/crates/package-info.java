/**
 * Crate files: those in the store, and where others are fetched from.
 *
 * <p>Nothing leaves this package that has not the sha256 of the index's line.
 */
@NullMarked
package dev.torrentcrates.cargotorrent.crates;

import org.jspecify.annotations.NullMarked;

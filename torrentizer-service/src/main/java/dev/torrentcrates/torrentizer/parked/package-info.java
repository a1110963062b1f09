/** Versions that could not be had yet: when they are tried again, and when no more. */
@NullMarked
package dev.torrentcrates.torrentizer.parked;

import org.jspecify.annotations.NullMarked;

/**
 * Follows the git index of a registry and publishes what changed.
 *
 * <p>Promised: every change of the index becomes an event, in the order of each crate, whatever is
 * killed in between. Not promised: that an event comes once.
 */
@NullMarked
package dev.torrentcrates.watcher;

import org.jspecify.annotations.NullMarked;

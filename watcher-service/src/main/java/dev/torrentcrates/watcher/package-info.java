/**
 * Follows an index of a registry, in git or sparse, and publishes what changed.
 *
 * <p>Promised: every change that its source shows becomes an event, in the order of each crate,
 * whatever is killed in between. Not promised: that an event comes once.
 */
@NullMarked
package dev.torrentcrates.watcher;

import org.jspecify.annotations.NullMarked;

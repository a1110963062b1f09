/** The watcher's side of the event log: what it holds of a registry, and what is added to it. */
@NullMarked
package dev.torrentcrates.watcher.log;

import org.jspecify.annotations.NullMarked;

/**
 * From states of an index to events on the log: where to go on, what changed, and how much of it at
 * a time.
 */
@NullMarked
package dev.torrentcrates.watcher.tail;

import org.jspecify.annotations.NullMarked;

/**
 * Compares what several sources say of the same crates, publishes what the followed one misses, and
 * tells what differs.
 */
@NullMarked
package dev.torrentcrates.watcher.consistency;

import org.jspecify.annotations.NullMarked;

/**
 * The service's hold on the event log: reads it into the view, and tells what changed in what the
 * published index shows.
 */
@NullMarked
package dev.torrentcrates.indexservice.tail;

import org.jspecify.annotations.NullMarked;

/** A git index as a source: asking where it is, and fetching what is new. */
@NullMarked
package dev.torrentcrates.watcher.git;

import org.jspecify.annotations.NullMarked;

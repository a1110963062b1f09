/** The clone of a git index: fetching, comparing two of its states, remembering one. */
@NullMarked
package dev.torrentcrates.watcher.git;

import org.jspecify.annotations.NullMarked;

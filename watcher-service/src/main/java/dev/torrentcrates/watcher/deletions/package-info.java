/** Whether so many versions may be deleted at once. */
@NullMarked
package dev.torrentcrates.watcher.deletions;

import org.jspecify.annotations.NullMarked;

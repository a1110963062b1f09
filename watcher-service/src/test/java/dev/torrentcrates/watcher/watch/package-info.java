@NullMarked
package dev.torrentcrates.watcher.watch;

import org.jspecify.annotations.NullMarked;

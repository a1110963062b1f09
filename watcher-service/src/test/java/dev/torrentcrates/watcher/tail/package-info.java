@NullMarked
package dev.torrentcrates.watcher.tail;

import org.jspecify.annotations.NullMarked;

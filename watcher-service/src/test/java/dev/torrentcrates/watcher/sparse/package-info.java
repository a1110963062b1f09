@NullMarked
package dev.torrentcrates.watcher.sparse;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.torrentcrates.watcher.store;

import org.jspecify.annotations.NullMarked;

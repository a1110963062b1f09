@NullMarked
package dev.torrentcrates.watcher.faults;

import org.jspecify.annotations.NullMarked;

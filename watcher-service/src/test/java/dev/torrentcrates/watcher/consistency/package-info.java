@NullMarked
package dev.torrentcrates.watcher.consistency;

import org.jspecify.annotations.NullMarked;

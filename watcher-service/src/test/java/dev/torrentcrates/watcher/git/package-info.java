@NullMarked
package dev.torrentcrates.watcher.git;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.torrentcrates.watcher.source;

import org.jspecify.annotations.NullMarked;

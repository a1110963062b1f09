@NullMarked
package dev.torrentcrates.watcher;

import org.jspecify.annotations.NullMarked;

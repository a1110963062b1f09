@NullMarked
package dev.torrentcrates.bench.watcher;

import org.jspecify.annotations.NullMarked;

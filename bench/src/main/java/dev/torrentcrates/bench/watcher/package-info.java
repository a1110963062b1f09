/**
 * How fast the watcher is: the replay of a whole index beside {@code git cat-file} reading the same
 * blobs, a poll beside {@code git fetch}.
 */
@NullMarked
package dev.torrentcrates.bench.watcher;

import org.jspecify.annotations.NullMarked;

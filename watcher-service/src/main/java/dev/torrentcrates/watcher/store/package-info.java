/** States of an index on disk: comparing two of them, remembering which one was published. */
@NullMarked
package dev.torrentcrates.watcher.store;

import org.jspecify.annotations.NullMarked;

/** Where the state of a registry's index is read from: a port, since there is more than git. */
@NullMarked
package dev.torrentcrates.watcher.source;

import org.jspecify.annotations.NullMarked;

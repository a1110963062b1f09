/**
 * States of an index on disk: comparing two of them, remembering which one was published. A git
 * repository, which the git source shares, since it fetches into it.
 */
@NullMarked
package dev.torrentcrates.watcher.store;

import org.jspecify.annotations.NullMarked;

package dev.torrentcrates.watcher.tail;

import dev.torrentcrates.watcher.watch.Selection;

/** What is to be published from now on. */
record Aim(Selection selection, Scope scope) {}

@NullMarked
package dev.torrentcrates.watcher.http;

import org.jspecify.annotations.NullMarked;

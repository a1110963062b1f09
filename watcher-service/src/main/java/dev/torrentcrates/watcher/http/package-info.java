/** How others are asked over HTTP: in bounded time, for bounded answers. */
@NullMarked
package dev.torrentcrates.watcher.http;

import org.jspecify.annotations.NullMarked;

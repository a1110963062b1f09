/** Upstreams that misbehave as a test says. */
@NullMarked
package dev.torrentcrates.torrentizer.upstream.server;

import org.jspecify.annotations.NullMarked;

/**
 * A small crates.io for tests, benches and the demo: a git index, the same index over sparse HTTP,
 * the feed of new versions and crate files, all in one folder and behind one address on loopback.
 *
 * <p>{@link dev.torrentcrates.upstream.UpstreamSim} is the way in. What it serves is real: a real
 * git repository that {@code git} can clone, and an index from which {@code cargo} can build. What
 * it leaves out is everything that crates.io knows about people: owners, tokens, search.
 */
@NullMarked
package dev.torrentcrates.upstream;

import org.jspecify.annotations.NullMarked;

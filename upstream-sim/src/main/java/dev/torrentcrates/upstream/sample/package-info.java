/**
 * Small Rust crates of our own, packed as cargo packs them, and programs that are built from them.
 *
 * <p>Everything here is a pure function of what it is asked for: the same crate has the same bytes
 * on every run.
 */
@NullMarked
package dev.torrentcrates.upstream.sample;

import org.jspecify.annotations.NullMarked;

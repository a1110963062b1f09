/**
 * What is to be watched: the decision, which is pure, and the reading of what it rests on (the
 * settings, {@code Cargo.lock} files, the list of the most downloaded crates).
 *
 * <p>Promised: what could be read once counts until something newer can be read, so neither a
 * broken file nor a crates.io that is away narrows what is watched. Not promised: that a selection
 * says what happens to a version that has entered the feed already; such a one is followed for
 * ever.
 */
@NullMarked
package dev.torrentcrates.watcher.watch;

import org.jspecify.annotations.NullMarked;

/**
 * The index as crates.io gives it to those who do not clone it: a file a crate, which is given
 * again only where it has changed, and a feed of what was published.
 */
@NullMarked
package dev.torrentcrates.upstream.sparse;

import org.jspecify.annotations.NullMarked;

/**
 * The values by which crates.io names things: crate names, versions and sha256 checksums.
 *
 * <p>Everything from outside becomes one of these types at the edge; what could not be one never
 * gets further, so no text from outside becomes a path, a key or a URL unchecked.
 */
@NullMarked
package dev.torrentcrates.crate;

import org.jspecify.annotations.NullMarked;

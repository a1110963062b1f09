/**
 * The registry index of cargo: lines, files, paths, and what changed between two states of a file.
 *
 * <p>A line is kept byte for byte as upstream wrote it, unknown fields and all; what is read from
 * it are the few fields that the pipeline decides by.
 *
 * @see <a href="https://doc.rust-lang.org/cargo/reference/registry-index.html">The cargo book</a>
 */
@NullMarked
package dev.torrentcrates.index;

import org.jspecify.annotations.NullMarked;

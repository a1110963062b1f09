/**
 * Benchmarks of the whole: each runs the programs of this checkout as an operator would, and
 * measures, in the same run, a peer that does the like.
 */
@NullMarked
package dev.torrentcrates.bench;

import org.jspecify.annotations.NullMarked;

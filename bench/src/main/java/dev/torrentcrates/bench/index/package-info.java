/**
 * A git index made up from a seed, in the proportions of the real one: as many versions a crate, as
 * long lines, as much alike from version to version.
 */
@NullMarked
package dev.torrentcrates.bench.index;

import org.jspecify.annotations.NullMarked;

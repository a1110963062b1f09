/** How fast the recipe is: from a file on disk to its torrent, beside the programs of others. */
@NullMarked
package dev.torrentcrates.bench.recipe;

import org.jspecify.annotations.NullMarked;

/** git, as the program that upstream and the peers of a comparison run. */
@NullMarked
package dev.torrentcrates.bench.git;

import org.jspecify.annotations.NullMarked;

/** An attempt to build a version: what is wanted, how it is made, and what its outcome means. */
@NullMarked
package dev.torrentcrates.torrentizer.attempt;

import org.jspecify.annotations.NullMarked;

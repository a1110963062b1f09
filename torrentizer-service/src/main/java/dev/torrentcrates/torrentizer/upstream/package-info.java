/** Where crate files come from. */
@NullMarked
package dev.torrentcrates.torrentizer.upstream;

import org.jspecify.annotations.NullMarked;

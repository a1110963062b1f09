/** That the order in which things come does not matter. */
@NullMarked
package dev.torrentcrates.torrentizer.order;

import org.jspecify.annotations.NullMarked;

/** How the work goes: counts, and what is in its way. */
@NullMarked
package dev.torrentcrates.torrentizer.progress;

import org.jspecify.annotations.NullMarked;

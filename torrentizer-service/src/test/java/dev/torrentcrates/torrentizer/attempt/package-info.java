@NullMarked
package dev.torrentcrates.torrentizer.attempt;

import org.jspecify.annotations.NullMarked;

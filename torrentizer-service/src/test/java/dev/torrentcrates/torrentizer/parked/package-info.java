@NullMarked
package dev.torrentcrates.torrentizer.parked;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.torrentcrates.torrentizer.progress;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.torrentcrates.torrentizer.stream;

import org.jspecify.annotations.NullMarked;

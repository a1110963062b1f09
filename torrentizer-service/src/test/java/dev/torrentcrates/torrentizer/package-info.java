@NullMarked
package dev.torrentcrates.torrentizer;

import org.jspecify.annotations.NullMarked;

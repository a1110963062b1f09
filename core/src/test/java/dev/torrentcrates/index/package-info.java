@NullMarked
package dev.torrentcrates.index;

import org.jspecify.annotations.NullMarked;

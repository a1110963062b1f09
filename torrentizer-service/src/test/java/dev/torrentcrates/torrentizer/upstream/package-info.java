@NullMarked
package dev.torrentcrates.torrentizer.upstream;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.torrentcrates.torrentizer.build;

import org.jspecify.annotations.NullMarked;

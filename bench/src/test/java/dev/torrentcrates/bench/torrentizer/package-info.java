@NullMarked
package dev.torrentcrates.bench.torrentizer;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.torrentcrates.bench.index;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.torrentcrates.bench.crates;

import org.jspecify.annotations.NullMarked;

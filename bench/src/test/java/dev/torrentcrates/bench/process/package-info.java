@NullMarked
package dev.torrentcrates.bench.process;

import org.jspecify.annotations.NullMarked;

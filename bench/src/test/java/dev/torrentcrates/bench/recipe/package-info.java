@NullMarked
package dev.torrentcrates.bench.recipe;

import org.jspecify.annotations.NullMarked;

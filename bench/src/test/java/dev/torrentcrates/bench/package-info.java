@NullMarked
package dev.torrentcrates.bench;

import org.jspecify.annotations.NullMarked;

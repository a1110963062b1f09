@NullMarked
package dev.torrentcrates.crate;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.torrentcrates.state;

import org.jspecify.annotations.NullMarked;

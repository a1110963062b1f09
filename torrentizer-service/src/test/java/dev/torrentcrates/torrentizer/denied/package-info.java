@NullMarked
package dev.torrentcrates.torrentizer.denied;

import org.jspecify.annotations.NullMarked;

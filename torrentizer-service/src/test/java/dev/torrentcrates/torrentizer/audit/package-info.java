@NullMarked
package dev.torrentcrates.torrentizer.audit;

import org.jspecify.annotations.NullMarked;

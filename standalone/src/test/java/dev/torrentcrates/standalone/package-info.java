@NullMarked
package dev.torrentcrates.standalone;

import org.jspecify.annotations.NullMarked;

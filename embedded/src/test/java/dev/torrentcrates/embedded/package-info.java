@NullMarked
package dev.torrentcrates.embedded;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.torrentcrates.event;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.torrentcrates.swarm;

import org.jspecify.annotations.NullMarked;

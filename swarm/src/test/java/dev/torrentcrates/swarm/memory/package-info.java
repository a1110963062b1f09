@NullMarked
package dev.torrentcrates.swarm.memory;

import org.jspecify.annotations.NullMarked;

/**
 * A swarm without a network, for tests: swarms that share a {@link
 * dev.torrentcrates.swarm.memory.MemoryNetwork} find each other and copy files.
 */
@NullMarked
package dev.torrentcrates.swarm.memory;

import org.jspecify.annotations.NullMarked;

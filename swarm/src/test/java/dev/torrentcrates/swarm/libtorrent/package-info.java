@NullMarked
package dev.torrentcrates.swarm.libtorrent;

import org.jspecify.annotations.NullMarked;

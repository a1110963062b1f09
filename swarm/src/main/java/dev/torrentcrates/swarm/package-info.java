/**
 * The BitTorrent peer, as the rest of the system sees it: the port {@link
 * dev.torrentcrates.swarm.Swarm} and the values that go in and out of it.
 *
 * <p>Two implementations: {@code libtorrent} speaks BitTorrent, {@code memory} is for tests. One
 * contract suite, in this module's test jar, holds for both.
 */
@NullMarked
package dev.torrentcrates.swarm;

import org.jspecify.annotations.NullMarked;

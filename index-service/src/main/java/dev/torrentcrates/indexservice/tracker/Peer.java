package dev.torrentcrates.indexservice.tracker;

import java.net.InetSocketAddress;

/**
 * A peer as it is handed out.
 *
 * @param address where it listens; resolved
 * @param id in hex; empty for our seeders, who never said theirs
 */
record Peer(InetSocketAddress address, String id) {
    /** Whether it is the one who asks: by its address, or by its id where it has two addresses. */
    boolean is(Peer other) {
        return address.equals(other.address) || (!id.isEmpty() && id.equals(other.id));
    }
}

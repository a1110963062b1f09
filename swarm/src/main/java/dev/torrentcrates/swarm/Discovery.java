package dev.torrentcrates.swarm;

/** The ways to find peers that nobody named. All of them tell others what this peer holds. */
public enum Discovery {
    /** The distributed hash table (BEP 5). */
    DHT,
    /** Multicast on the local network (BEP 14). */
    LOCAL_SERVICE_DISCOVERY,
    /** Peers tell each other of peers (BEP 11). */
    PEER_EXCHANGE
}

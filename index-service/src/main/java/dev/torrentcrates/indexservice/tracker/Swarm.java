package dev.torrentcrates.indexservice.tracker;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The peers that announced themselves for one torrent. For one thread at a time. */
final class Swarm {
    private final int maxPeers;

    /** In the order of their last announces, so the most silent one comes first. */
    private final Map<InetSocketAddress, Member> members = new LinkedHashMap<>();

    private record Member(String id, boolean seed, Instant announced) {}

    Swarm(int maxPeers) {
        this.maxPeers = maxPeers;
    }

    /** Remembers a peer, or that it is still there. */
    void put(Peer peer, boolean seed, Instant now) {
        members.remove(peer.address());
        if (members.size() >= maxPeers) {
            removeFirst();
        }
        members.put(peer.address(), new Member(peer.id(), seed, now));
    }

    /** Forgets a peer that said so itself: nobody else's word takes an address away. */
    void remove(Peer peer) {
        Member member = members.get(peer.address());
        if (member != null && member.id().equals(peer.id())) {
            members.remove(peer.address());
        }
    }

    /** Forgets those who have not announced since. */
    void expire(Instant before) {
        Iterator<Member> oldestFirst = members.values().iterator();
        while (oldestFirst.hasNext() && oldestFirst.next().announced().isBefore(before)) {
            oldestFirst.remove();
        }
    }

    boolean knows(Peer peer) {
        return members.containsKey(peer.address());
    }

    int size() {
        return members.size();
    }

    int seeds() {
        return (int) members.values().stream().filter(Member::seed).count();
    }

    List<Peer> peers() {
        List<Peer> peers = new ArrayList<>(members.size());
        members.forEach((address, member) -> peers.add(new Peer(address, member.id())));
        return peers;
    }

    private void removeFirst() {
        Iterator<InetSocketAddress> first = members.keySet().iterator();
        first.next();
        first.remove();
    }
}

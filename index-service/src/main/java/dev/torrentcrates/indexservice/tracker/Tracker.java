package dev.torrentcrates.indexservice.tracker;

import dev.torrentcrates.indexservice.view.LiveSeeders;
import dev.torrentcrates.indexservice.view.NotCaughtUpException;
import dev.torrentcrates.indexservice.view.Tracked;
import dev.torrentcrates.indexservice.view.View;
import dev.torrentcrates.torrent.Btih;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The tracker. Answers at once and does no I/O, so a network thread may ask it. Thread-safe; what
 * concerns one swarm happens in one thread at a time.
 */
public final class Tracker {
    /** What BEP 3 calls the default; more than a small swarm has. */
    private static final int PEERS_UNLESS_SAID = 50;

    private static final int JITTER_DIVISOR = 10;

    private final View view;
    private final LiveSeeders seeders;
    private final TrackerConfig limits;
    private final Random random;
    private final Map<Btih, Swarm> swarms = new ConcurrentHashMap<>();
    private final AtomicInteger peers = new AtomicInteger();

    /** Knows no peers yet. */
    public Tracker(View view, LiveSeeders seeders, TrackerConfig limits, Random random) {
        this.view = view;
        this.seeders = seeders;
        this.limits = limits;
        this.random = random;
    }

    /**
     * Answers an announce.
     *
     * @param rawQuery as it came, not decoded
     * @param from whom it came; what the client says of its own address is not believed
     * @return bencoded; where the announce cannot be answered, with the reason
     * @throws NotCaughtUpException where it is not known yet which torrents there are
     */
    public byte[] answer(String rawQuery, InetAddress from, Instant now) {
        try {
            Announce announce = Announce.parse(rawQuery);
            Optional<Tracked> tracked = view.tracked(announce.infohash());
            if (tracked.isEmpty()) {
                return Answer.failure("no crate of the published index has this infohash");
            }
            Peer peer = new Peer(new InetSocketAddress(from, announce.port()), announce.peerId());
            Answer answer = answer(announce, peer, tracked.get(), now);
            return announce.options().compact() ? answer.compact() : answer.verbose();
        } catch (InvalidAnnounceException e) {
            return Answer.failure(String.valueOf(e.getMessage()));
        }
    }

    /** Forgets silent peers and the swarms of torrents that are gone; once a minute is plenty. */
    public void sweep(Instant now) {
        for (Btih hash : swarms.keySet()) {
            swarms.computeIfPresent(
                    hash,
                    (_, swarm) -> {
                        int before = swarm.size();
                        swarm.expire(now.minus(limits.peerExpiry()));
                        boolean gone = swarm.size() == 0 || view.tracked(hash).isEmpty();
                        peers.addAndGet((gone ? 0 : swarm.size()) - before);
                        return gone ? null : swarm;
                    });
        }
    }

    /** How many torrents have peers that announced themselves. */
    public int swarmCount() {
        return swarms.size();
    }

    /** How many peers are remembered. */
    public int peerCount() {
        return peers.get();
    }

    private Answer answer(Announce announce, Peer asking, Tracked tracked, Instant now) {
        List<Peer> ours =
                seeders.addresses(tracked.holders(), now).stream()
                        .map(address -> new Peer(address, ""))
                        .toList();
        List<Peer> others = new ArrayList<>();
        int[] counts = new int[2];
        swarms.compute(
                tracked.swarm(),
                (_, known) -> {
                    Swarm swarm = known == null ? new Swarm(limits.maxPeersASwarm()) : known;
                    update(swarm, announce, asking, now);
                    others.addAll(swarm.peers());
                    counts[0] = swarm.seeds();
                    counts[1] = swarm.size() - swarm.seeds();
                    return swarm.size() == 0 ? null : swarm;
                });
        return new Answer(
                interval(),
                counts[0] + ours.size(),
                counts[1],
                chosen(announce, asking, ours, others));
    }

    private void update(Swarm swarm, Announce announce, Peer asking, Instant now) {
        int before = swarm.size();
        swarm.expire(now.minus(limits.peerExpiry()));
        if (announce.options().stopped()) {
            swarm.remove(asking);
        } else if (swarm.knows(asking) || peers.get() < limits.maxPeers()) {
            swarm.put(asking, announce.seed(), now);
        }
        peers.addAndGet(swarm.size() - before);
    }

    /** Our seeders first, since they are there for certain; then others by chance. */
    private List<Peer> chosen(Announce announce, Peer asking, List<Peer> ours, List<Peer> others) {
        if (announce.options().stopped()) {
            return List.of();
        }
        int wanted =
                announce.options().wanted() < 0 ? PEERS_UNLESS_SAID : announce.options().wanted();
        Collections.shuffle(others, random);
        List<Peer> all = new ArrayList<>(ours);
        all.addAll(others);
        List<Peer> chosen = new ArrayList<>();
        for (Peer peer : all) {
            if (chosen.size() >= Math.min(wanted, limits.maxPeersAnAnswer())) {
                break;
            }
            boolean listed = chosen.stream().anyMatch(one -> one.address().equals(peer.address()));
            if (!peer.is(asking) && !listed) {
                chosen.add(peer);
            }
        }
        return chosen;
    }

    /** So that clients that came together do not come together for ever. */
    private Duration interval() {
        long seconds = limits.interval().toSeconds();
        return Duration.ofSeconds(seconds + random.nextLong(seconds / JITTER_DIVISOR + 1));
    }
}

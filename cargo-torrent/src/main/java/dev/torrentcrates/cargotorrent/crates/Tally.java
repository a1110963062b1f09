package dev.torrentcrates.cargotorrent.crates;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the daemon did since it started. Thread-safe.
 *
 * <p>Bytes are those of crates, by where they came from; crates are answers to requests.
 */
public final class Tally {
    private final LongAdder peerBytes = new LongAdder();
    private final LongAdder webSeedBytes = new LongAdder();
    private final LongAdder upstreamBytes = new LongAdder();
    private final LongAdder fromStore = new LongAdder();
    private final LongAdder fromSwarm = new LongAdder();
    private final LongAdder fromUpstream = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /**
     * Bytes of crates.
     *
     * @param peers from peers
     * @param webSeeds from web seeds, as parts of a torrent
     * @param upstream from upstream's own downloads
     */
    public record Bytes(long peers, long webSeeds, long upstream) {}

    /**
     * Requests for crates.
     *
     * @param fromStore answered with what was there
     * @param fromSwarm fetched as a torrent
     * @param fromUpstream fetched from upstream
     * @param failed answered with words
     */
    public record Crates(long fromStore, long fromSwarm, long fromUpstream, long failed) {
        /** All that cargo got. */
        public long served() {
            return fromStore + fromSwarm + fromUpstream;
        }
    }

    /** The bytes so far. */
    public Bytes bytes() {
        return new Bytes(peerBytes.sum(), webSeedBytes.sum(), upstreamBytes.sum());
    }

    /** The requests so far. */
    public Crates crates() {
        return new Crates(fromStore.sum(), fromSwarm.sum(), fromUpstream.sum(), failed.sum());
    }

    void countStore() {
        fromStore.increment();
    }

    void countSwarm(long peers, long webSeeds) {
        peerBytes.add(peers);
        webSeedBytes.add(webSeeds);
        fromSwarm.increment();
    }

    void countUpstream(long length) {
        upstreamBytes.add(length);
        fromUpstream.increment();
    }

    void countFailure() {
        failed.increment();
    }
}

package dev.torrentcrates.swarm.libtorrent;

import java.util.BitSet;

/**
 * Where each block of a download came from. libtorrent's own counters are of bytes received, and
 * count again what is sent twice or fails its hash; here the last block that was taken in counts.
 * Thread-safe.
 */
final class BlockLedger {
    /** What peers ask each other for, in bytes (BEP 3). */
    private static final int BLOCK_LENGTH = 16 * 1024;

    /** BEP 20: the first eight bytes of a peer id name the client and its version. */
    private static final int CLIENT_LENGTH = 8;

    private final long length;
    private final int blocksPerPiece;
    private final BitSet fromPeers = new BitSet();
    private final BitSet fromWebSeeds = new BitSet();
    private boolean hasWebSeeds;

    /** For a file of that length, in pieces of that length, both in bytes. */
    BlockLedger(long length, int pieceLength) {
        this.length = length;
        this.blocksPerPiece = pieceLength / BLOCK_LENGTH;
    }

    /** From now on a block may be from a web seed; before, all are from peers. */
    synchronized void expectWebSeeds() {
        hasWebSeeds = true;
    }

    /** A block was taken in. The sender is a peer id in hex, as libtorrent gives it. */
    synchronized void received(int piece, int block, String sender) {
        int index = piece * blocksPerPiece + block;
        boolean webSeed = hasWebSeeds && !namesClient(sender);
        fromWebSeeds.set(index, webSeed);
        fromPeers.set(index, !webSeed);
    }

    /** How many of the file's bytes came from peers. */
    synchronized long peerBytes() {
        return bytes(fromPeers);
    }

    /** How many of the file's bytes came from web seeds. */
    synchronized long webSeedBytes() {
        return bytes(fromWebSeeds);
    }

    /**
     * Whether the id is a peer's: it starts with printable characters, a hyphen among them. A web
     * seed has none, and libtorrent makes up twenty random bytes (that look like a peer's once in
     * 30,000 times).
     */
    static boolean namesClient(String peerIdHex) {
        boolean hyphen = false;
        for (int i = 0; i < CLIENT_LENGTH; i++) {
            int c = Integer.parseInt(peerIdHex, 2 * i, 2 * i + 2, 16);
            if (c < ' ' || c > '~') {
                return false;
            }
            hyphen |= c == '-';
        }
        return hyphen;
    }

    private long bytes(BitSet blocks) {
        long lastBlock = (length - 1) / BLOCK_LENGTH;
        long full = (long) blocks.cardinality() * BLOCK_LENGTH;
        boolean hasLast = blocks.get((int) lastBlock);
        return hasLast ? full - BLOCK_LENGTH + (length - lastBlock * BLOCK_LENGTH) : full;
    }
}

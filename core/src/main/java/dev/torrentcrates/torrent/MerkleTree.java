package dev.torrentcrates.torrent;

import dev.torrentcrates.crate.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The SHA-256 tree of BEP 52 over the 16 KiB blocks of a file: leaves padded with 32 zero bytes to
 * a power of two.
 */
final class MerkleTree {
    private static final int HASH_LENGTH = 32;

    private MerkleTree() {}

    /** The root of the tree over these leaves. */
    static byte[] root(List<byte[]> leaves) {
        return root(leaves, powerOfTwoAtLeast(leaves.size()), new byte[HASH_LENGTH]);
    }

    /**
     * The layer whose nodes each cover one piece, as {@code piece layers} holds it: only nodes that
     * cover some of the file.
     */
    static List<byte[]> pieceLayer(List<byte[]> leaves, int blocksPerPiece) {
        List<byte[]> layer = new ArrayList<>();
        for (int start = 0; start < leaves.size(); start += blocksPerPiece) {
            int end = Math.min(leaves.size(), start + blocksPerPiece);
            layer.add(root(leaves.subList(start, end), blocksPerPiece, new byte[HASH_LENGTH]));
        }
        return layer;
    }

    /** The root over a piece layer: its padding is the root of a piece of nothing but padding. */
    static byte[] rootOfPieceLayer(List<byte[]> layer, int blocksPerPiece) {
        byte[] padding = new byte[HASH_LENGTH];
        for (int blocks = 1; blocks < blocksPerPiece; blocks *= 2) {
            padding = hashPair(padding, padding);
        }
        return root(layer, powerOfTwoAtLeast(layer.size()), padding);
    }

    private static byte[] root(List<byte[]> leaves, int width, byte[] padding) {
        List<byte[]> level = leaves;
        byte[] levelPadding = padding;
        for (int nodes = width; nodes > 1; nodes /= 2) {
            level = parents(level, levelPadding);
            levelPadding = hashPair(levelPadding, levelPadding);
        }
        return level.isEmpty() ? levelPadding : level.getFirst();
    }

    private static List<byte[]> parents(List<byte[]> level, byte[] padding) {
        List<byte[]> parents = new ArrayList<>((level.size() + 1) / 2);
        for (int i = 0; i < level.size(); i += 2) {
            parents.add(hashPair(level.get(i), i + 1 < level.size() ? level.get(i + 1) : padding));
        }
        return parents;
    }

    private static byte[] hashPair(byte[] left, byte[] right) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(left);
        return digest.digest(right);
    }

    private static int powerOfTwoAtLeast(int count) {
        int power = Integer.highestOneBit(Math.max(1, count));
        return power < count ? power * 2 : power;
    }
}

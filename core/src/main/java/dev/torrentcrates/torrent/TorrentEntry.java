package dev.torrentcrates.torrent;

import dev.torrentcrates.crate.Sha256;

/**
 * The {@code torrent} value of a published index line: all that a client needs, beside the crate's
 * name and version, to write the torrent's info dict itself.
 *
 * @param recipe the recipe's version; 1 is the only one
 * @param length of the crate file, in bytes
 * @param btih the version 1 infohash
 * @param btmh the version 2 infohash
 * @param root the merkle root of the file (BEP 52's {@code pieces root})
 * @param pieces the SHA-1 of each piece, in hex, one after the other
 */
public record TorrentEntry(
        int recipe, long length, Btih btih, Btmh btmh, Sha256 root, String pieces) {
    /** The only recipe there is. */
    public static final int RECIPE = 1;

    /** In bytes. crates.io holds nothing near it; a longer file is nobody's crate. */
    public static final long MAX_LENGTH = 1L << 32;

    /** Refuses, with an {@link IllegalArgumentException}, what no recipe could have given. */
    public TorrentEntry {
        if (recipe != RECIPE) {
            throw new IllegalArgumentException("this software knows recipe 1, not " + recipe);
        }
        if (length <= 0 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("no crate has a length of " + length + " bytes");
        }
        long pieceCount = Math.ceilDiv(length, (long) PieceLength.of(length));
        if (pieces.length() != pieceCount * 40 || !pieces.chars().allMatch(TorrentEntry::isHex)) {
            throw new IllegalArgumentException(
                    "pieces of " + length + " bytes are " + pieceCount + " SHA-1s in hex");
        }
    }

    private static boolean isHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}

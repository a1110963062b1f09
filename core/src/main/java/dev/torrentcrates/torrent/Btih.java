package dev.torrentcrates.torrent;

import dev.torrentcrates.crate.Shown;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A version 1 infohash: the SHA-1 of a torrent's info dict.
 *
 * @param hex 40 digits of 0-9 and a-f
 */
public record Btih(String hex) implements Comparable<Btih> {
    /** Refuses, with an {@link IllegalArgumentException}, what is not 40 lower-case hex digits. */
    public Btih {
        if (!hex.matches("[0-9a-f]{40}")) {
            throw new IllegalArgumentException(
                    "a btih is 40 lower-case hex digits, not " + Shown.briefly(hex));
        }
    }

    /** Reads 40 lower-case hex digits. */
    public static Btih of(String hex) {
        return new Btih(hex);
    }

    /** Hashes a bencoded info dict. */
    public static Btih ofInfoDict(byte[] infoDict) {
        return new Btih(HexFormat.of().formatHex(newDigest().digest(infoDict)));
    }

    /** The 20 bytes, as trackers and peers send them. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** A fresh SHA-1 digest. */
    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1", e);
        }
    }

    @Override
    public int compareTo(Btih other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}

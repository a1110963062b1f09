package dev.torrentcrates.crate;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest as 64 lower-case hex digits: crates.io's {@code cksum}, and the identity of a
 * crate's content.
 *
 * @param hex 64 digits of 0-9 and a-f
 */
public record Sha256(String hex) implements Comparable<Sha256> {
    /** Refuses, with an {@link IllegalArgumentException}, what is not 64 lower-case hex digits. */
    public Sha256 {
        if (hex.length() != 64 || !hex.chars().allMatch(Sha256::isLowerHex)) {
            throw new IllegalArgumentException(
                    "a sha256 is 64 lower-case hex digits, not " + Shown.briefly(hex));
        }
    }

    /** Reads 64 lower-case hex digits. */
    public static Sha256 of(String hex) {
        return new Sha256(hex);
    }

    /** Hashes content held in memory. */
    public static Sha256 ofContent(byte[] content) {
        return ofDigest(newDigest().digest(content));
    }

    /** Wraps the 32 bytes of a finished digest. */
    public static Sha256 ofDigest(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    /** A fresh digest, for content that is hashed while it streams. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** The first two digits, by which objects and files are spread over 256 folders. */
    public String shard() {
        return hex.substring(0, 2);
    }

    @Override
    public int compareTo(Sha256 other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }

    private static boolean isLowerHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}

package dev.torrentcrates.torrent;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.crate.Shown;

/**
 * A version 2 infohash as a multihash: the SHA-256 of a torrent's info dict.
 *
 * @param hex {@code 1220} (SHA-256, 32 bytes) and 64 digits of 0-9 and a-f
 */
public record Btmh(String hex) {
    private static final String SHA_256 = "1220";

    /** Refuses, with an {@link IllegalArgumentException}, any other multihash. */
    public Btmh {
        if (!hex.matches(SHA_256 + "[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "a btmh is 1220 and 64 lower-case hex digits, not " + Shown.briefly(hex));
        }
    }

    /** Reads the multihash. */
    public static Btmh of(String hex) {
        return new Btmh(hex);
    }

    /** Hashes a bencoded info dict. */
    public static Btmh ofInfoDict(byte[] infoDict) {
        return new Btmh(SHA_256 + Sha256.ofContent(infoDict).hex());
    }

    /**
     * The hash cut to 20 bytes, under which version 2 clients speak to trackers, the DHT and each
     * other (BEP 52).
     */
    public Btih truncated() {
        return new Btih(hex.substring(SHA_256.length(), SHA_256.length() + 40));
    }

    @Override
    public String toString() {
        return hex;
    }
}

package dev.torrentcrates.indexservice.tracker;

import dev.torrentcrates.torrent.Btih;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a client tells a tracker. The address that it claims to have ({@code ip}, {@code ipv4},
 * {@code ipv6}) is left out on purpose: believed, it would send peers wherever somebody likes.
 *
 * @param infohash of version 1, or the truncated one of version 2
 * @param peerId in hex
 * @param port where the peer listens
 * @param seed whether it has everything
 * @param options what kind of an answer it wants
 */
record Announce(Btih infohash, String peerId, int port, boolean seed, Options options) {
    private static final int HASH_LENGTH = 20;

    /**
     * The answer that is wanted.
     *
     * @param stopped whether the peer leaves
     * @param wanted how many peers; negative where it does not say
     * @param compact whether peers come as bytes (BEP 23), as they do unless it says no
     */
    record Options(boolean stopped, int wanted, boolean compact) {}

    /**
     * Reads an announce.
     *
     * @throws InvalidAnnounceException where the infohash, the peer's id or its port is none
     */
    static Announce parse(String rawQuery) {
        RawQuery query = RawQuery.parse(rawQuery);
        String event = query.text("event").orElse("");
        Options options =
                new Options(
                        event.equals("stopped"),
                        query.number("numwant").map(Announce::clamped).orElse(-1),
                        query.number("compact").orElse(1L) != 0);
        return new Announce(
                Btih.of(twentyBytes(query, "info_hash")),
                twentyBytes(query, "peer_id"),
                port(query),
                query.number("left").equals(Optional.of(0L)),
                options);
    }

    private static String twentyBytes(RawQuery query, String name) {
        byte[] value = query.bytes(name).orElse(new byte[0]);
        if (value.length != HASH_LENGTH) {
            throw new InvalidAnnounceException(name + " must have 20 bytes");
        }
        return HexFormat.of().formatHex(value);
    }

    private static int port(RawQuery query) {
        long port = query.number("port").orElse(0L);
        if (port < 1 || port > 65_535) {
            throw new InvalidAnnounceException("port must be from 1 to 65535");
        }
        return (int) port;
    }

    private static int clamped(long number) {
        return (int) Math.clamp(number, -1, Integer.MAX_VALUE);
    }
}

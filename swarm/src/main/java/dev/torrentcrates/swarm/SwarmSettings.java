package dev.torrentcrates.swarm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;

/**
 * How a swarm that speaks BitTorrent is set up.
 *
 * @param listen where peers connect; port 0 takes any free one, and of a port that is taken the
 *     next ten are tried
 * @param discovery how unnamed peers are found
 * @param limits of the transfer rates
 * @param client how this peer introduces itself
 * @param nativeFolder where the native library is unpacked. Only its user may be able to write
 *     there: code is loaded from it
 */
public record SwarmSettings(
        InetSocketAddress listen,
        Set<Discovery> discovery,
        Limits limits,
        Client client,
        Path nativeFolder) {

    /**
     * Transfer rates in bytes a second, over all torrents; 0 is unlimited. libtorrent leaves peers
     * on the local network out of them.
     */
    public record Limits(int uploadBytesPerSecond, int downloadBytesPerSecond) {
        /** No limits. */
        public static final Limits NONE = new Limits(0, 0);
    }

    /**
     * A client's names.
     *
     * @param userAgent for trackers, web seeds and other peers
     * @param fingerprint the first eight bytes of the peer id (BEP 20), such as {@code -TC0010-}
     */
    public record Client(String userAgent, String fingerprint) {
        /** This software's names. */
        public static final Client TORRENT_CRATES = new Client("torrent-crates/0.1", "-TC0010-");
    }

    /** Keeps a copy. */
    public SwarmSettings {
        discovery = Set.copyOf(discovery);
    }

    /**
     * Any port of the loopback address, no discovery, no limits, and the native library in the
     * user's cache folder.
     */
    public static SwarmSettings onLoopback() {
        return new SwarmSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Set.of(),
                Limits.NONE,
                Client.TORRENT_CRATES,
                Path.of(System.getProperty("user.home"), ".cache", "torrent-crates", "native"));
    }

    /** The same with another address or port. */
    public SwarmSettings withListen(InetSocketAddress address) {
        return new SwarmSettings(address, discovery, limits, client, nativeFolder);
    }

    /** The same with exactly these ways of discovery. */
    public SwarmSettings withDiscovery(Set<Discovery> ways) {
        return new SwarmSettings(listen, ways, limits, client, nativeFolder);
    }

    /** The same with other limits. */
    public SwarmSettings withLimits(Limits rates) {
        return new SwarmSettings(listen, discovery, rates, client, nativeFolder);
    }

    /** The same with another folder for the native library. */
    public SwarmSettings withNativeFolder(Path folder) {
        return new SwarmSettings(listen, discovery, limits, client, folder);
    }
}

package dev.torrentcrates.swarm;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/**
 * Where a download may look for the file.
 *
 * @param trackers all are asked at once; one on a loopback address must have the path {@code
 *     /announce} (libtorrent's guard against forged requests)
 * @param webSeeds addresses of the file itself; a web server on a private or loopback address must
 *     not need a query string (the same guard)
 * @param peers peers known already
 */
public record Sources(List<URI> trackers, List<URI> webSeeds, List<InetSocketAddress> peers) {
    /** Keeps copies. */
    public Sources {
        trackers = List.copyOf(trackers);
        webSeeds = List.copyOf(webSeeds);
        peers = List.copyOf(peers);
    }

    /** Trackers and nothing else. */
    public static Sources trackers(URI... trackers) {
        return new Sources(List.of(trackers), List.of(), List.of());
    }

    /** Web seeds and nothing else. */
    public static Sources webSeeds(URI... webSeeds) {
        return new Sources(List.of(), List.of(webSeeds), List.of());
    }

    /** Peers and nothing else. */
    public static Sources peers(InetSocketAddress... peers) {
        return new Sources(List.of(), List.of(), List.of(peers));
    }
}

package dev.torrentcrates.torrent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.List;

/**
 * Magnet links (BEP 9). The first one carries the version 1 hash alone, since rtorrent refuses a
 * magnet that has a {@code btmh} at all, and clients of version 2 learn that from the metadata.
 */
public final class Magnet {
    private Magnet() {}

    /** The link for every client. */
    public static String btih(CrateTorrent torrent, List<URI> trackers, List<URI> webSeeds) {
        return link("urn:btih:" + torrent.btih(), torrent, trackers, webSeeds);
    }

    /** The link by the version 2 hash, for clients of libtorrent 2. */
    public static String btmh(CrateTorrent torrent, List<URI> trackers, List<URI> webSeeds) {
        return link("urn:btmh:" + torrent.btmh(), torrent, trackers, webSeeds);
    }

    private static String link(
            String topic, CrateTorrent torrent, List<URI> trackers, List<URI> webSeeds) {
        StringBuilder link = new StringBuilder("magnet:?xt=").append(topic);
        link.append("&dn=").append(encoded(torrent.fileName()));
        link.append("&xl=").append(torrent.length());
        trackers.forEach(tracker -> link.append("&tr=").append(encoded(tracker.toString())));
        webSeeds.forEach(webSeed -> link.append("&ws=").append(encoded(webSeed.toString())));
        return link.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}

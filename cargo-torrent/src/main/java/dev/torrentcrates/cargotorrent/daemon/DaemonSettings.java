package dev.torrentcrates.cargotorrent.daemon;

import dev.torrentcrates.cargotorrent.crates.Reach;
import java.net.URI;
import java.nio.file.Path;

/**
 * How a daemon is set up.
 *
 * @param listen where cargo finds it
 * @param home all that it keeps; one daemon a home
 * @param servers whom it asks
 * @param torrentPort for peers; 0 for any that is free
 */
public record DaemonSettings(ListenAddress listen, Path home, Servers servers, int torrentPort) {
    /**
     * Whom a daemon asks.
     *
     * @param upstream a sparse index; ends in a slash
     * @param indexService without a slash at the end
     * @param reach who may be asked for crates
     */
    public record Servers(URI upstream, URI indexService, Reach reach) {
        /**
         * Reads the addresses as people write them.
         *
         * @throws IllegalArgumentException where one is not an HTTP address
         */
        public static Servers of(String upstream, String indexService, Reach reach) {
            String sparse = upstream.startsWith("sparse+") ? upstream.substring(7) : upstream;
            return new Servers(
                    http(sparse.endsWith("/") ? sparse : sparse + "/"),
                    http(indexService.replaceFirst("/+$", "")),
                    reach);
        }

        private static URI http(String text) {
            URI address = URI.create(text);
            boolean isHttp =
                    "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (!isHttp || address.getHost() == null || address.getQuery() != null) {
                throw new IllegalArgumentException("'" + text + "' is not an HTTP address");
            }
            return address;
        }
    }
}

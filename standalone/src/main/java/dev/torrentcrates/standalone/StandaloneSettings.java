package dev.torrentcrates.standalone;

import dev.torrentcrates.watcher.tail.Since;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the services are told where everything is, when all of it is on this machine. What is not set
 * here has its default in the service's configuration.
 *
 * @param dataFolder of everything
 * @param ports on loopback
 * @param upstream null where it is the one that services follow by themselves: crates.io
 * @param since where to begin; null where the watcher decides by what it is to include
 * @param webSeed upstream's own downloads as web seeds, a template like cargo's {@code dl}; null
 *     where there are none
 */
record StandaloneSettings(
        Path dataFolder,
        Ports ports,
        @Nullable Upstream upstream,
        @Nullable Since since,
        @Nullable String webSeed) {
    /**
     * Where services listen.
     *
     * @param http of the index service and of every service's API
     * @param torrent of the seeder; 0 for any
     */
    record Ports(int http, int torrent) {}

    /**
     * A registry.
     *
     * @param gitIndex what the watcher follows
     * @param sparseIndex what the watcher compares with that, and the torrentizer learns from where
     *     crate files are
     */
    record Upstream(String gitIndex, String sparseIndex) {}

    /** All as system properties. */
    Map<String, String> asProperties(String bootstrapServers, URI s3Endpoint) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("quarkus.http.port", Integer.toString(ports.http()));
        properties.put("kafka.bootstrap.servers", bootstrapServers);
        for (String service : new String[] {"torrentizer", "seeder", "index"}) {
            properties.put(service + ".storage.endpoint", s3Endpoint.toString());
        }
        for (String service : new String[] {"watcher", "torrentizer", "seeder"}) {
            properties.put(service + ".data-folder", dataFolder.resolve(service).toString());
        }
        if (upstream != null) {
            properties.put("watcher.index.url", upstream.gitIndex());
            properties.put("watcher.sparse.url", upstream.sparseIndex());
            properties.put("torrentizer.upstream.index", upstream.sparseIndex());
            // A registry of one's own may be asked more often than crates.io.
            properties.put("watcher.poll-interval", "1s");
        }
        if (since != null) {
            properties.put("watcher.since", since.name().toLowerCase(Locale.ROOT));
        }
        properties.put("seeder.port", Integer.toString(ports.torrent()));
        String base = "http://127.0.0.1:" + ports.http();
        properties.put("index.public-url", base);
        properties.put("watcher.consistency.visible-index", base + "/index/");
        if (webSeed != null) {
            properties.put("index.upstream-web-seed", webSeed);
        }
        return properties;
    }
}

package dev.torrentcrates.standalone;

import dev.torrentcrates.watcher.tail.Since;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the services are told where everything is, when all of it is on this machine. What is not set
 * here has its default in the service's configuration.
 *
 * @param dataFolder of everything
 * @param ports on loopback
 * @param upstream empty where it is the one that services follow by themselves: crates.io
 * @param since where to begin; null where the watcher decides by what it is to include
 * @param webSeed upstream's own downloads as web seeds, a template like cargo's {@code dl}
 */
record StandaloneSettings(
        Path dataFolder,
        Ports ports,
        Optional<Upstream> upstream,
        @Nullable Since since,
        Optional<String> webSeed) {
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
        upstream.ifPresent(
                registry -> {
                    properties.put("watcher.index.url", registry.gitIndex());
                    properties.put("watcher.sparse.url", registry.sparseIndex());
                    properties.put("torrentizer.upstream.index", registry.sparseIndex());
                    // A registry of one's own may be asked more often than crates.io.
                    properties.put("watcher.poll-interval", "1s");
                });
        if (since != null) {
            properties.put("watcher.since", since.name().toLowerCase(Locale.ROOT));
        }
        properties.put("seeder.port", Integer.toString(ports.torrent()));
        String base = "http://127.0.0.1:" + ports.http();
        properties.put("index.public-url", base);
        properties.put("watcher.consistency.visible-index", base + "/index/");
        webSeed.ifPresent(template -> properties.put("index.upstream-web-seed", template));
        return properties;
    }
}

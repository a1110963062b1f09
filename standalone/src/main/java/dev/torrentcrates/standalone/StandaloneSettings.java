package dev.torrentcrates.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the services are told where everything is, when all of it is on this machine. Keys that are
 * set on the command line as system properties win.
 *
 * @param dataFolder of everything
 * @param httpPort of the index service and of every service's API
 * @param torrentPort of the seeder; 0 for any
 * @param gitIndex what the watcher follows
 * @param sparseIndex what the torrentizer learns from where crate files are
 * @param since {@code now} or {@code beginning}
 * @param webSeed upstream's own downloads as web seeds; empty for none
 */
record StandaloneSettings(
        Path dataFolder,
        int httpPort,
        int torrentPort,
        String gitIndex,
        String sparseIndex,
        String since,
        String webSeed) {

    /** All as system properties. */
    Map<String, String> asProperties(String bootstrapServers, URI s3Endpoint) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("quarkus.http.port", Integer.toString(httpPort));
        properties.put("kafka.bootstrap.servers", bootstrapServers);
        for (String service : new String[] {"torrentizer", "seeder", "index"}) {
            properties.put(service + ".storage.endpoint", s3Endpoint.toString());
        }
        for (String service : new String[] {"watcher", "torrentizer", "seeder"}) {
            properties.put(service + ".data-folder", dataFolder.resolve(service).toString());
        }
        properties.put("watcher.index.url", gitIndex);
        properties.put("watcher.since", since);
        properties.put("torrentizer.upstream.index", sparseIndex);
        properties.put("seeder.port", Integer.toString(torrentPort));
        properties.put("index.public-url", "http://127.0.0.1:" + httpPort);
        properties.put("index.upstream-web-seed", webSeed);
        return properties;
    }
}

package dev.torrentcrates.swarm.memory;

import dev.torrentcrates.swarm.Sources;
import dev.torrentcrates.torrent.Btih;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What swarms in memory meet on. A download finds the seeds that announce to one of its trackers,
 * those whose {@link MemorySwarm#port()} is among its peers (whatever the address), and web seeds
 * served here. Nothing of it is real: no tracker has to run, no port is bound. Thread-safe.
 */
public final class MemoryNetwork {
    private static final int FIRST_PORT = 6881;

    private final List<MemorySwarm> swarms = new ArrayList<>();
    private final Map<URI, Path> webSeeds = new ConcurrentHashMap<>();
    private int nextPort = FIRST_PORT;

    /** From now on a web seed of that address serves the file. */
    public void serve(URI webSeed, Path file) {
        webSeeds.put(webSeed, file);
        changed();
    }

    synchronized int join(MemorySwarm swarm) {
        swarms.add(swarm);
        return nextPort++;
    }

    synchronized void leave(MemorySwarm swarm) {
        swarms.remove(swarm);
    }

    /** A seed of the torrent that these sources lead to. */
    synchronized Optional<MemorySwarm> seed(Btih btih, Sources sources) {
        return swarms.stream().filter(swarm -> swarm.isFound(btih, sources)).findFirst();
    }

    /** The first of these web seeds that is served. */
    Optional<Path> webSeed(Sources sources) {
        return sources.webSeeds().stream()
                .filter(webSeeds::containsKey)
                .map(webSeeds::get)
                .findFirst();
    }

    /** Lets every swarm look for what it misses. */
    void changed() {
        List<MemorySwarm> all;
        synchronized (this) {
            all = List.copyOf(swarms);
        }
        all.forEach(MemorySwarm::lookForMissing);
    }
}

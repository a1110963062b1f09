package dev.torrentcrates.seeder;

import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.state.CrateState;
import dev.torrentcrates.torrent.Btih;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What this seeder ought to hold: the torrents of the current lines of every crate in the
 * partitions that it owns, folded from {@code torrent-events}. For one thread at a time.
 */
final class DesiredTorrents {
    private final Map<CrateKey, CrateState> crates = new HashMap<>();

    /**
     * A crate, where its events are.
     *
     * @param partition of {@code torrent-events}
     * @param key registry and canonical name
     */
    record CrateKey(int partition, String key) {
        static CrateKey of(int partition, TorrentEvent event) {
            return new CrateKey(partition, event.partitionKey());
        }
    }

    /** Takes one more event. @return the crate that it is about */
    CrateKey apply(int partition, TorrentEvent event) {
        CrateKey crate = CrateKey.of(partition, event);
        crates.merge(crate, CrateState.UNKNOWN.apply(event), (known, _) -> known.apply(event));
        return crate;
    }

    /** Drops what is known of partitions that another seeder owns now. @return their crates */
    Set<CrateKey> forget(Set<Integer> partitions) {
        Set<CrateKey> forgotten = new HashSet<>();
        crates.keySet().stream()
                .filter(crate -> partitions.contains(crate.partition()))
                .forEach(forgotten::add);
        crates.keySet().removeAll(forgotten);
        return forgotten;
    }

    /** The torrents of a crate. */
    Map<Btih, SeededVersion> of(CrateKey crate) {
        Map<Btih, SeededVersion> torrents = new LinkedHashMap<>();
        CrateState state = crates.get(crate);
        if (state != null) {
            String registry = crate.key().substring(0, crate.key().indexOf('/'));
            state.built()
                    .map(built -> SeededVersion.of(registry, built))
                    .forEach(version -> torrents.put(version.btih(), version));
        }
        return torrents;
    }
}

package dev.torrentcrates.seeder;

import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.state.CrateState;
import dev.torrentcrates.state.VersionState;
import dev.torrentcrates.torrent.Btih;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What this seeder ought to hold: the torrents of the current lines of every crate in the
 * partitions that it owns, folded from {@code torrent-events}, but for content that operators
 * denied. For one thread at a time.
 */
final class DesiredTorrents {
    private final Map<CrateKey, CrateState> crates = new HashMap<>();

    /** Keys of {@code denied}; one that is no cksum denies nothing and hurts nobody. */
    private final Set<String> denied = new HashSet<>();

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

    /**
     * Takes in what was read of the deny list; other records are passed over. Where it changed, all
     * crates are walked, once for all of these records: denials are rare, and an index of two
     * million cksums would be there for them alone.
     *
     * @return the crates that have content which was denied, or whose denial was lifted
     */
    Set<CrateKey> judge(List<Recorded> records) {
        Set<String> judged = new HashSet<>();
        for (Recorded record : records) {
            if (record.topic().equals(Topics.DENIED) && changes(record)) {
                judged.add(record.key());
            }
        }
        Set<CrateKey> concerned = new HashSet<>();
        if (!judged.isEmpty()) {
            crates.forEach(
                    (crate, state) -> {
                        if (state.built().anyMatch(built -> judged.contains(key(built)))) {
                            concerned.add(crate);
                        }
                    });
        }
        return concerned;
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

    /** The torrents of a crate that may be seeded. */
    Map<Btih, SeededVersion> of(CrateKey crate) {
        Map<Btih, SeededVersion> torrents = new LinkedHashMap<>();
        CrateState state = crates.get(crate);
        if (state != null) {
            String registry = crate.key().substring(0, crate.key().indexOf('/'));
            state.built()
                    .filter(built -> !denied.contains(key(built)))
                    .map(built -> SeededVersion.of(registry, built))
                    .forEach(version -> torrents.put(version.btih(), version));
        }
        return torrents;
    }

    /** A tombstone lifts a denial. */
    private boolean changes(Recorded record) {
        return record.event() == null ? denied.remove(record.key()) : denied.add(record.key());
    }

    private static String key(VersionState.Built built) {
        return built.line().cksum().hex();
    }
}

package dev.torrentcrates.indexservice.fold;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.SeedEvent;
import dev.torrentcrates.event.SeedEvent.SeedingStarted;
import dev.torrentcrates.event.SeedEvent.SeedingStopped;
import dev.torrentcrates.indexservice.view.SeederId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What seeders have said of one crate's contents, by cksum.
 *
 * @param reporters who has ever reported to hold it. A stop proves that as well as a start does,
 *     and may be all that compaction left
 * @param holders who said last, of each seed set, that it holds it
 */
record SeedReports(
        Map<Sha256, Set<SeederId>> reporters, Map<Sha256, Map<String, SeederId>> holders) {
    static final SeedReports NONE = new SeedReports(Map.of(), Map.of());

    /** The reports with one more. */
    SeedReports apply(SeedEvent event) {
        Sha256 cksum = event.identity().cksum();
        SeederId seeder = new SeederId(event.seedSet(), event.seeder());
        Set<SeederId> reported = new HashSet<>(reporters.getOrDefault(cksum, Set.of()));
        reported.add(seeder);
        Map<String, SeederId> holding = new HashMap<>(holders.getOrDefault(cksum, Map.of()));
        switch (event) {
            case SeedingStarted started -> holding.put(started.seedSet(), seeder);
            // Partitions move: that the one before it stops says nothing of the one after it.
            case SeedingStopped stopped -> holding.remove(stopped.seedSet(), seeder);
        }
        return new SeedReports(
                with(reporters, cksum, Set.copyOf(reported)),
                with(holders, cksum, Map.copyOf(holding)));
    }

    /** How many seeders have reported this content once. */
    int reported(Sha256 cksum) {
        return reporters.getOrDefault(cksum, Set.of()).size();
    }

    /** Who holds this content now, as far as it was said. */
    Set<SeederId> holding(Sha256 cksum) {
        return Set.copyOf(holders.getOrDefault(cksum, Map.of()).values());
    }

    private static <V> Map<Sha256, V> with(Map<Sha256, V> before, Sha256 cksum, V value) {
        Map<Sha256, V> after = new HashMap<>(before);
        after.put(cksum, value);
        return Map.copyOf(after);
    }
}

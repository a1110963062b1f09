package dev.torrentcrates.torrentizer.audit;

import dev.torrentcrates.eventlog.EventTail;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** The partitions that are this process's to look after. Thread-safe. */
public final class OwnedPartitions implements EventTail.Ownership {
    private final Set<Integer> owned = new ConcurrentSkipListSet<>();

    @Override
    public void gained(Set<Integer> partitions) {
        owned.addAll(partitions);
    }

    @Override
    public void lost(Set<Integer> partitions) {
        owned.removeAll(partitions);
    }

    /** Those of this moment. */
    Set<Integer> now() {
        return Set.copyOf(owned);
    }

    boolean contains(int partition) {
        return owned.contains(partition);
    }
}

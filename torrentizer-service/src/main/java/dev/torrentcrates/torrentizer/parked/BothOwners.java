package dev.torrentcrates.torrentizer.parked;

import dev.torrentcrates.eventlog.EventTail;
import java.util.Set;

/**
 * Two who want to know which partitions are this process's; the first one knows of all that the
 * second one does.
 */
record BothOwners(EventTail.Ownership first, EventTail.Ownership second)
        implements EventTail.Ownership {
    @Override
    public void gained(Set<Integer> partitions) {
        first.gained(partitions);
        second.gained(partitions);
    }

    @Override
    public void lost(Set<Integer> partitions) {
        second.lost(partitions);
        first.lost(partitions);
    }
}

package dev.torrentcrates.indexservice.fold;

import dev.torrentcrates.event.VisibleEvent;
import java.util.List;

/**
 * What the world has yet to be told of some crates.
 *
 * @param crates that were looked at, by their keys
 * @param events in order for each crate; maybe none
 */
public record News(List<String> crates, List<VisibleEvent> events) {
    /** Copies the lists. */
    public News {
        crates = List.copyOf(crates);
        events = List.copyOf(events);
    }
}

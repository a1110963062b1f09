package dev.torrentcrates.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a file of the index that changed.
 *
 * @param changes to be told, in order
 * @param rest what is published of the file once they are told, where that is not simply the later
 *     state: lines that may not enter, or a version's second, are missing then, and versions whose
 *     lines were damaged stand there as they were last; null where it is the later state
 */
public record IndexStep(List<IndexChange> changes, @Nullable IndexFile rest) {
    /** Copies the list. */
    public IndexStep {
        changes = List.copyOf(changes);
    }
}

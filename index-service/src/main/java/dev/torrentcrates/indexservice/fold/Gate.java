package dev.torrentcrates.indexservice.fold;

import dev.torrentcrates.indexservice.view.Standing;
import dev.torrentcrates.state.VersionState;

/**
 * Decides which versions are published. A latch: what once was let through stays, whatever becomes
 * of its seeders; only a deletion and the deny list take it away.
 *
 * @param minSeeders how many have to report a version once
 */
public record Gate(int minSeeders) {
    /**
     * How far a version has come.
     *
     * @param reported how many seeders have ever reported its content
     * @param announced whether the log says that this content passed the gate before. Seed events
     *     are compacted, so that of two seeders of a set only one may be left to be counted
     * @param denied whether its content is on the deny list
     */
    Standing standing(VersionState version, int reported, boolean announced, boolean denied) {
        if (version.line() == null) {
            return Standing.DELETED;
        }
        if (denied) {
            return Standing.DENIED;
        }
        if (version.torrent() == null) {
            return version.failure() == null ? Standing.PENDING : Standing.FAILED;
        }
        return announced || reported >= minSeeders ? Standing.VISIBLE : Standing.BUILT;
    }
}

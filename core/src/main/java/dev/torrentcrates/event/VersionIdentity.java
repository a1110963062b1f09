package dev.torrentcrates.event;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.index.IndexLine;

/**
 * What an event is about. Name and version alone are not enough: crates.io lets a deleted version
 * be published again with other bytes (rust-lang/crates.io#10887). The crate's name counts as it is
 * spelled: it is part of the torrent.
 */
public record VersionIdentity(
        Registry registry, CrateName crate, CrateVersion version, Sha256 cksum) {
    /** The identity of a line's version. */
    public static VersionIdentity of(Registry registry, IndexLine line) {
        return new VersionIdentity(registry, line.name(), line.version(), line.cksum());
    }

    /** The key under which all that concerns the crate is ordered. */
    public String crateKey() {
        return registry.key(crate);
    }

    /**
     * All four parts, for compaction by identity. The name is as it is spelled: the end of one
     * spelling's version is not that of the other's.
     */
    public String key() {
        return registry + "/" + crate + "/" + version + "/" + cksum;
    }

    @Override
    public String toString() {
        return crate + " " + version;
    }
}

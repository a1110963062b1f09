package dev.torrentcrates.seeder;

import dev.torrentcrates.crate.CrateFile;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.state.VersionState;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentEntry;

/** A version that is seeded, or ought to be: which content, and under which torrent. */
record SeededVersion(VersionIdentity identity, TorrentEntry entry) {
    static SeededVersion of(String registry, VersionState.Built built) {
        return new SeededVersion(
                VersionIdentity.of(new Registry(registry), built.line()), built.entry());
    }

    Btih btih() {
        return entry.btih();
    }

    String fileName() {
        return CrateFile.name(identity.crate(), identity.version());
    }

    /** The torrent, piece layers excepted. */
    CrateTorrent torrent() {
        return CrateTorrent.of(identity.crate(), identity.version(), entry);
    }

    @Override
    public String toString() {
        return identity.toString();
    }
}

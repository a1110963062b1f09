package dev.torrentcrates.cargotorrent.crates;

import dev.torrentcrates.crate.CrateFile;
import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.index.IndexLine;

/**
 * One content of one version.
 *
 * @param name in the case of the index's line, which is that of the torrent's file name
 * @param version of the crate
 * @param cksum the content's sha256
 */
public record WantedCrate(CrateName name, CrateVersion version, Sha256 cksum) {
    /** What a line describes. */
    public static WantedCrate of(IndexLine line) {
        return new WantedCrate(line.name(), line.version(), line.cksum());
    }

    /** {@code {name}-{version}.crate}. */
    public String fileName() {
        return CrateFile.name(name, version);
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}

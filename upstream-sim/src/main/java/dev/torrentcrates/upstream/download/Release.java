package dev.torrentcrates.upstream.download;

import dev.torrentcrates.crate.CrateFile;
import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.index.IndexLine;

/**
 * One version of one crate, whatever its content is just now.
 *
 * @param name in its original case
 * @param version of the crate
 */
public record Release(CrateName name, CrateVersion version) {
    /** Reads a name and a version, and refuses invalid ones. */
    public static Release of(String name, String version) {
        return new Release(CrateName.of(name), CrateVersion.of(version));
    }

    /** The version that a line of the index is about. */
    public static Release of(IndexLine line) {
        return new Release(line.name(), line.version());
    }

    /** Such as {@code serde-1.0.0.crate}. */
    public String fileName() {
        return CrateFile.name(name, version);
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}

package dev.torrentcrates.cargotorrent.command;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Shown;

/**
 * A file's name as cargo gives it, taken apart.
 *
 * @param name of the crate
 * @param version of the crate
 */
record CrateFileName(CrateName name, CrateVersion version) {
    private static final String SUFFIX = ".crate";

    /**
     * Reads {@code {name}-{version}.crate}. There is one way at most: a name has no dots, and no
     * version a hyphen before its first dot.
     *
     * @throws IllegalArgumentException where it is not that, with words for a person
     */
    static CrateFileName parse(String fileName) {
        int firstDot = fileName.indexOf('.');
        int hyphen = fileName.lastIndexOf('-', firstDot);
        if (!fileName.endsWith(SUFFIX) || firstDot < 0 || hyphen < 0) {
            throw new IllegalArgumentException(
                    "a crate file is called {name}-{version}.crate, not "
                            + Shown.briefly(fileName));
        }
        return new CrateFileName(
                CrateName.of(fileName.substring(0, hyphen)),
                CrateVersion.of(
                        fileName.substring(hyphen + 1, fileName.length() - SUFFIX.length())));
    }
}

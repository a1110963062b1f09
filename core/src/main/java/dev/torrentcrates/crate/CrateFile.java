package dev.torrentcrates.crate;

/** The file that cargo calls a crate: {@code {name}-{version}.crate}. */
public final class CrateFile {
    private CrateFile() {}

    /** The file's name, with the crate's name in its original case. */
    public static String name(CrateName name, CrateVersion version) {
        return name + "-" + version + ".crate";
    }
}

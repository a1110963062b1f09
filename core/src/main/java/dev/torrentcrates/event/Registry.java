package dev.torrentcrates.event;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.Shown;

/**
 * Which registry a crate belongs to; part of every identity and key, so that two registries never
 * meet in one row.
 *
 * @param name such as {@code crates.io}
 */
public record Registry(String name) {
    /** The registry that is mirrored unless another is named. */
    public static final Registry CRATES_IO = new Registry("crates.io");

    /** Refuses, with an {@link IllegalArgumentException}, what would not be safe in a key. */
    public Registry {
        if (!name.matches("[a-z0-9][a-z0-9.-]{0,62}")) {
            throw new IllegalArgumentException(
                    "a registry is named by up to 63 lower-case letters, digits, dots and dashes;"
                            + " not "
                            + Shown.briefly(name));
        }
    }

    /** The key under which all that concerns one crate is ordered, on every topic. */
    public String key(CrateName crate) {
        return name + "/" + crate.canonical();
    }

    @Override
    public String toString() {
        return name;
    }
}

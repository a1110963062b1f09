package dev.torrentcrates.upstream.sample;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import java.util.List;

/** Writes a {@code Cargo.toml}. */
final class CargoManifest {
    /** The first Rust with edition 2021. */
    static final String RUST_VERSION = "1.56";

    private CargoManifest() {}

    /** The manifest; names, versions and requirements hold nothing that TOML would have escaped. */
    static String of(
            CrateName name, CrateVersion version, List<SampleCrate.Dependency> dependencies) {
        StringBuilder manifest =
                new StringBuilder(
                        """
                        [package]
                        name = "%s"
                        version = "%s"
                        edition = "2021"
                        rust-version = "%s"
                        description = "A sample crate of torrent-crates"
                        license = "MIT OR Apache-2.0"

                        [dependencies]
                        """
                                .formatted(name, version, RUST_VERSION));
        for (SampleCrate.Dependency dependency : dependencies) {
            manifest.append(dependency.name())
                    .append(" = \"")
                    .append(dependency.requirement())
                    .append("\"\n");
        }
        return manifest.toString();
    }
}

package dev.torrentcrates.cargotorrent.crates;

import dev.torrentcrates.index.IndexPath;
import java.net.URI;

/**
 * Where a registry has a crate, as its {@code dl} says.
 *
 * @see <a
 *     href="https://doc.rust-lang.org/cargo/reference/registry-index.html#index-configuration">Index
 *     configuration</a>
 */
final class DownloadUrl {
    private DownloadUrl() {}

    /**
     * Fills in the markers; where there is none the usual path is appended. As cargo does, nothing
     * is escaped: a {@code +} stays.
     *
     * @throws IllegalArgumentException where the result is no address
     */
    static URI of(String dl, WantedCrate crate) {
        String filled =
                dl.replace("{crate}", crate.name().value())
                        .replace("{version}", crate.version().value())
                        .replace("{prefix}", IndexPath.prefix(crate.name().value()))
                        .replace("{lowerprefix}", IndexPath.prefix(crate.name()))
                        .replace("{sha256-checksum}", crate.cksum().hex());
        return URI.create(
                filled.equals(dl)
                        ? dl + "/" + crate.name() + "/" + crate.version() + "/download"
                        : filled);
    }
}

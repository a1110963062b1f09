package dev.torrentcrates.index;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import java.net.URI;
import java.util.stream.Stream;

/**
 * The {@code dl} of a registry's config.json: where its crate files are.
 *
 * @param dl a URL with markers, or without any
 * @see <a href="https://doc.rust-lang.org/cargo/reference/registry-index.html#index-configuration">
 *     Index configuration</a>
 */
public record DownloadTemplate(String dl) {
    private static final String CRATE = "{crate}";
    private static final String VERSION = "{version}";
    private static final String PREFIX = "{prefix}";
    private static final String LOWER_PREFIX = "{lowerprefix}";
    private static final String CHECKSUM = "{sha256-checksum}";

    /**
     * Where a file is. As cargo does it, nothing is encoded: the plus sign of a version stays one.
     *
     * @throws IllegalArgumentException where the template does not give an HTTP URL
     */
    public URI of(CrateName name, CrateVersion version, Sha256 cksum) {
        boolean hasMarkers =
                Stream.of(CRATE, VERSION, PREFIX, LOWER_PREFIX, CHECKSUM).anyMatch(dl::contains);
        String template = hasMarkers ? dl : dl + "/" + CRATE + "/" + VERSION + "/download";
        URI uri =
                URI.create(
                        template.replace(CRATE, name.value())
                                .replace(VERSION, version.value())
                                .replace(PREFIX, IndexPath.prefix(name.value()))
                                .replace(LOWER_PREFIX, IndexPath.prefix(name))
                                .replace(CHECKSUM, cksum.hex()));
        if (!"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme())) {
            throw new IllegalArgumentException("not an HTTP URL: " + uri);
        }
        return uri;
    }
}

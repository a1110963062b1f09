package dev.torrentcrates.torrentizer.upstream;

import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.IndexPath;
import java.net.URI;
import java.util.stream.Stream;

/**
 * The {@code dl} of a registry's config.json.
 *
 * @param dl a URL with markers, or without any
 * @see <a href="https://doc.rust-lang.org/cargo/reference/registry-index.html#index-configuration">
 *     Index configuration</a>
 */
record DownloadTemplate(String dl) {
    private static final String CRATE = "{crate}";
    private static final String VERSION = "{version}";
    private static final String PREFIX = "{prefix}";
    private static final String LOWER_PREFIX = "{lowerprefix}";
    private static final String CHECKSUM = "{sha256-checksum}";

    /**
     * Where the file of a line is. As cargo does it, nothing is encoded: the plus sign of a version
     * stays one.
     *
     * @throws IllegalArgumentException where the template does not give an HTTP URL
     */
    URI of(IndexLine line) {
        boolean hasMarkers =
                Stream.of(CRATE, VERSION, PREFIX, LOWER_PREFIX, CHECKSUM).anyMatch(dl::contains);
        String template = hasMarkers ? dl : dl + "/" + CRATE + "/" + VERSION + "/download";
        URI uri =
                URI.create(
                        template.replace(CRATE, line.name().value())
                                .replace(VERSION, line.version().value())
                                .replace(PREFIX, IndexPath.prefix(line.name().value()))
                                .replace(LOWER_PREFIX, IndexPath.prefix(line.name()))
                                .replace(CHECKSUM, line.cksum().hex()));
        if (!"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme())) {
            throw new IllegalArgumentException("not an HTTP URL: " + uri);
        }
        return uri;
    }
}

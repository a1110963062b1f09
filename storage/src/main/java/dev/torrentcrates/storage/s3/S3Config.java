package dev.torrentcrates.storage.s3;

import io.smallrye.config.WithDefault;
import java.net.URI;

/**
 * The part of a service's configuration that says where object storage is. The defaults are those
 * of {@code ./torrent-crates up}.
 */
public interface S3Config {
    /** Scheme, host and port. */
    @WithDefault("http://127.0.0.1:7881")
    URI endpoint();

    /** What requests are signed for; servers other than Amazon's take any. */
    @WithDefault("us-east-1")
    String region();

    /** Who we are to the server. */
    @WithDefault("torrent-crates")
    String accessKey();

    /** How we prove it. */
    @WithDefault("torrent-crates")
    String secretKey();

    /** Created where it is missing. */
    @WithDefault("torrent-crates")
    String bucket();
}

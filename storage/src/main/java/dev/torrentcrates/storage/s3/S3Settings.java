package dev.torrentcrates.storage.s3;

import java.net.URI;

/**
 * Where an S3 server is, and who we are to it.
 *
 * @param endpoint scheme, host and port, such as {@code http://127.0.0.1:9000}
 * @param region what requests are signed for; servers other than Amazon's take any
 * @param bucket at least 3 characters, as S3 demands
 */
public record S3Settings(
        URI endpoint, String region, String accessKey, String secretKey, String bucket) {

    public S3Settings {
        if (endpoint.getScheme() == null || endpoint.getHost() == null) {
            throw new IllegalArgumentException(
                    "an S3 endpoint is like http://127.0.0.1:9000; not '" + endpoint + "'");
        }
        if (bucket.length() < 3) {
            throw new IllegalArgumentException(
                    "the name of an S3 bucket has at least 3 characters; not '" + bucket + "'");
        }
    }

    /** As a service's configuration says. */
    public static S3Settings of(S3Config config) {
        return new S3Settings(
                config.endpoint(),
                config.region(),
                config.accessKey(),
                config.secretKey(),
                config.bucket());
    }

    /** Leaves the secret out, so that it gets into no log. */
    @Override
    public String toString() {
        return "bucket " + bucket + " at " + endpoint;
    }
}

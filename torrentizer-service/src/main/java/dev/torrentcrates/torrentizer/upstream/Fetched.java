package dev.torrentcrates.torrentizer.upstream;

import dev.torrentcrates.crate.Sha256;
import java.time.Duration;
import java.util.Optional;

/** What came of asking upstream for a crate file. */
public sealed interface Fetched {
    /** The file is there, and its sha256 is the version's cksum. */
    record Content(CrateContent content) implements Fetched {}

    /**
     * Upstream has no such file; a CDN may answer so for some seconds after a publication.
     *
     * @param status 403, 404 or 410
     */
    record Missing(int status) implements Fetched {}

    /** Upstream has another file; a CDN may give the old one for a while after a republication. */
    record Mismatch(Sha256 actual) implements Fetched {}

    /**
     * The file is empty, or longer than what is taken.
     *
     * @param length in bytes; what is known of it
     */
    record LengthRefused(long length) implements Fetched {}

    /**
     * Upstream did not answer, not in time, not to the end, or not with the file.
     *
     * @param reason in words for an operator
     * @param retryAfter when upstream would like to be asked again
     */
    record Unavailable(String reason, Optional<Duration> retryAfter) implements Fetched {}
}

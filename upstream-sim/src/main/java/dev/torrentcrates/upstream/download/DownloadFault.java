package dev.torrentcrates.upstream.download;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A way in which the download of a crate goes wrong. */
public sealed interface DownloadFault {
    /** 404, as in the seconds in which a version is in the index and not yet on the CDN. */
    record NotFound() implements DownloadFault {}

    /**
     * 503, as of a CDN in trouble.
     *
     * @param retryAfter sent in the header of that name, in whole seconds; null sends none
     */
    record Unavailable(@Nullable Duration retryAfter) implements DownloadFault {}

    /** 200 with the right length, then half of the content, then the connection is closed. */
    record CutHalfWay() implements DownloadFault {}

    /** 200 with as many bytes as the crate has, the last of them changed: the sha256 differs. */
    record OtherBytes() implements DownloadFault {}

    /**
     * The right answer, late.
     *
     * @param delay before the first byte of the answer
     */
    record Slow(Duration delay) implements DownloadFault {}

    /** 404. */
    static DownloadFault notFound() {
        return new NotFound();
    }

    /** 503 without saying when to come again. */
    static DownloadFault unavailable() {
        return new Unavailable(null);
    }

    /** 503 and when to come again. */
    static DownloadFault unavailableFor(Duration retryAfter) {
        return new Unavailable(retryAfter);
    }

    /** The connection is closed after half of the content. */
    static DownloadFault cutHalfWay() {
        return new CutHalfWay();
    }

    /** Content with another sha256. */
    static DownloadFault otherBytes() {
        return new OtherBytes();
    }

    /** The right answer after a while. */
    static DownloadFault slow(Duration delay) {
        return new Slow(delay);
    }
}

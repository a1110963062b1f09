package dev.torrentcrates.watcher.source;

import java.io.IOException;

/** Upstream did not answer, or not as it should; worth trying again, less and less often. */
public class UpstreamException extends IOException {
    /** Says what was asked of whom. */
    public UpstreamException(String message) {
        super(message);
    }

    /** Says what was asked of whom, and why it failed. */
    public UpstreamException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.torrentcrates.eventlog;

/** Another producer has taken over this one's transactional id; trying again would not help. */
public final class FencedException extends EventLogException {
    FencedException(String message, Throwable cause) {
        super(message, cause);
    }
}

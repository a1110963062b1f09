package dev.torrentcrates.eventlog;

/** Another producer has taken over this one's transactional id; trying again would not help. */
public final class FencedException extends EventLogException {
    /** Another one is at work in our place, as the log itself shows. */
    public FencedException(String message) {
        super(message);
    }

    FencedException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.torrentcrates.indexservice.tracker;

/** An announce that cannot be understood; the message is what the client is told. */
final class InvalidAnnounceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidAnnounceException(String message) {
        super(message);
    }
}

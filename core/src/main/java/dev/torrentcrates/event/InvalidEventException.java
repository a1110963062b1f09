package dev.torrentcrates.event;

/** A record that is not one of our events; the message says why, in words for an operator. */
public final class InvalidEventException extends IllegalArgumentException {
    InvalidEventException(String message, Throwable cause) {
        super(message, cause);
    }

    /** With the reason. */
    public InvalidEventException(String message) {
        super(message);
    }
}

package dev.torrentcrates.index;

/** A line of an index that is not one; the message says why, in words for an operator. */
public final class InvalidIndexLineException extends IllegalArgumentException {
    InvalidIndexLineException(String message) {
        super(message);
    }

    InvalidIndexLineException(String message, Throwable cause) {
        super(message, cause);
    }
}

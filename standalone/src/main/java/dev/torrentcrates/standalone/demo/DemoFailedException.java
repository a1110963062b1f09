package dev.torrentcrates.standalone.demo;

/** A step did not happen as it should; the message says which, and what was seen instead. */
final class DemoFailedException extends Exception {
    DemoFailedException(String message) {
        super(message);
    }
}

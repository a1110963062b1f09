package dev.torrentcrates.bench;

/** What was to be measured did not work; there are no figures. The message is for a person. */
public final class BenchFailedException extends Exception {
    private static final long serialVersionUID = 1;

    /** Says what did not work. */
    public BenchFailedException(String message) {
        super(message);
    }
}

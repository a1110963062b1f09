package dev.torrentcrates.indexservice.view;

/** The log was not read to its end yet; half a view would show older lines than before. */
public final class NotCaughtUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotCaughtUpException() {
        super("the index is being read from the event log; ask again in some seconds");
    }
}

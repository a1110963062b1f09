package dev.torrentcrates.eventlog;

/**
 * A topic exists in another shape than {@link dev.torrentcrates.event.Topics} declares; going on
 * would scatter crates over the wrong partitions or lose history.
 */
public final class TopicMismatchException extends RuntimeException {
    TopicMismatchException(String message) {
        super(message);
    }
}

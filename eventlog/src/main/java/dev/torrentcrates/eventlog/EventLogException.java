package dev.torrentcrates.eventlog;

import java.io.IOException;

/** The brokers did not take, or did not give, what was asked of them; worth trying again. */
public class EventLogException extends IOException {
    /** Says what was asked of the brokers. */
    public EventLogException(String message) {
        super(message);
    }

    EventLogException(String message, Throwable cause) {
        super(message, cause);
    }
}

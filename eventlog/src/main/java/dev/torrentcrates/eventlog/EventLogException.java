package dev.torrentcrates.eventlog;

import java.io.IOException;

/** The brokers did not take, or did not give, what was asked of them; worth trying again. */
public class EventLogException extends IOException {
    EventLogException(String message, Throwable cause) {
        super(message, cause);
    }
}

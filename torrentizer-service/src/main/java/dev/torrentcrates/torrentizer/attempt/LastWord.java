package dev.torrentcrates.torrentizer.attempt;

import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.EventSink;
import java.util.List;

/** How it is said that a version is not tried any more. */
public final class LastWord {
    private LastWord() {}

    /**
     * Says it to those downstream, to operators, and last to the topic of parked versions, where it
     * replaces what made the version be tried again: until then it all can be said once more.
     *
     * @throws EventLogException where the brokers did not take all of it
     */
    public static void say(EventSink sink, Verdict.GiveUp verdict) throws EventLogException {
        sink.send(Topics.TORRENT_EVENTS, List.of(verdict.event()));
        sink.send(Topics.TORRENT_EVENTS_DLQ, List.of(verdict.letter()));
        sink.send(Topics.PARKED, List.of(verdict.letter()));
    }
}

package dev.torrentcrates.eventlog;

import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.Topic;

/** An event and the topic that it goes to. */
public record Outgoing(Topic<?> topic, Event event) {}

package dev.torrentcrates.torrentizer.stream;

import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.IndexEvent.CrateDeleted;
import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.event.IndexEvent.VersionMetadataChanged;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.IndexEvent.VersionUnyanked;
import dev.torrentcrates.event.IndexEvent.VersionYanked;

/** What is to be done about a change of the index. */
public sealed interface Step {
    /** Content and torrent are to be made; what comes of it is announced. */
    record Build(VersionPublished published) implements Step {}

    /** The change is passed on. */
    record Forward(IndexEvent change) implements Step {}

    /** The change is passed on, and the version is not tried again should it be parked. */
    record ForwardAndCancel(VersionDeleted deletion) implements Step {}

    /** Decides; pure. */
    static Step plan(IndexEvent event) {
        return switch (event) {
            case VersionPublished published -> new Build(published);
            case VersionDeleted deletion -> new ForwardAndCancel(deletion);
            case VersionYanked _, VersionUnyanked _, VersionMetadataChanged _, CrateDeleted _ ->
                    new Forward(event);
        };
    }
}

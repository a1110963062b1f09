package dev.torrentcrates.torrentizer.audit;

import dev.torrentcrates.event.PartitionAudited.Finding;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.eventlog.EventSink;
import dev.torrentcrates.torrentizer.attempt.Attempts;
import dev.torrentcrates.torrentizer.attempt.Verdict;
import dev.torrentcrates.torrentizer.build.StoredVersions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Looks at what is stored of a version, and has it brought in order. Thread-safe. */
public final class Inspector {
    private static final System.Logger LOG = System.getLogger(Inspector.class.getName());

    private final StoredVersions stored;
    private final Attempts attempts;
    private final EventSink sink;

    /** Looks at nothing yet. */
    public Inspector(StoredVersions stored, Attempts attempts, EventSink sink) {
        this.stored = stored;
        this.attempts = attempts;
        this.sink = sink;
    }

    /**
     * Looks at a version.
     *
     * @throws IOException where storage or the brokers fail; it may be looked at again then
     */
    Optional<Finding> look(TorrentBuilt built) throws IOException {
        return Walk.finding(stored.look(built.identity()), built);
    }

    /** Brings in order what was found, or has it tried again. */
    Walk.Fate mend(TorrentBuilt built, Finding finding) throws IOException, InterruptedException {
        Verdict verdict = attempts.mend(built);
        Walk.Fate fate =
                switch (verdict) {
                    case Verdict.Announce _ -> Walk.Fate.REBUILT;
                    case Verdict.Park(VersionParked parked, _) -> {
                        sink.send(Topics.PARKED, List.of(parked));
                        yield Walk.Fate.PARKED;
                    }
                    case Verdict.GiveUp _ -> Walk.Fate.LEFT;
                };
        LOG.log(
                System.Logger.Level.WARNING,
                "{0} in storage: {1}; {2}",
                built.line(),
                finding,
                switch (verdict) {
                    case Verdict.Announce _ -> "rebuilt";
                    case Verdict.Park(_, String reason) -> "tried again, since " + reason;
                    case Verdict.GiveUp(_, var letter) -> "left so, since " + letter.detail();
                });
        return fate;
    }
}

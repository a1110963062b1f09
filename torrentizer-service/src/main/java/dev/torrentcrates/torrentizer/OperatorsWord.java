package dev.torrentcrates.torrentizer;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.CksumDenied;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.VersionGivenUp;
import dev.torrentcrates.eventlog.EventSink;
import dev.torrentcrates.torrentizer.denied.DenyList;
import dev.torrentcrates.torrentizer.parked.Redrive;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/** What operators say: what is not wanted, and what is to be tried once more. Thread-safe. */
final class OperatorsWord {
    private final DenyList denied;
    private final Redrive redrive;
    private final EventSink sink;
    private final InstantSource clock;

    OperatorsWord(DenyList denied, Redrive redrive, EventSink sink, InstantSource clock) {
        this.denied = denied;
        this.redrive = redrive;
        this.sink = sink;
        this.clock = clock;
    }

    /** What is denied, the newest denial first. */
    List<CksumDenied> denied() throws IOException {
        return denied.all();
    }

    /** Some content is not wanted, whatever its name; returns when that cannot be lost. */
    CksumDenied deny(Sha256 cksum, String reason) throws IOException {
        CksumDenied denial = new CksumDenied(cksum, reason, clock.instant());
        sink.send(Topics.DENIED, List.of(denial));
        return denial;
    }

    /** It is wanted after all; what was given up for that is tried. */
    Redrive.Redriven allow(Sha256 cksum) throws IOException {
        sink.tombstone(Topics.DENIED, cksum.hex(), cksum.hex());
        return redrive(
                version ->
                        version.reason() == FailureReason.DENIED
                                && version.line().cksum().equals(cksum));
    }

    /** Versions that were given up are tried once more. */
    Redrive.Redriven redrive(Predicate<VersionGivenUp> wanted) throws IOException {
        return redrive.redrive(wanted, clock.instant());
    }
}

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
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/** What operators say: what is not wanted, and what is to be tried once more. Thread-safe. */
final class OperatorsWord {
    /** Our own list follows its topic within moments. */
    private static final Duration LIST_PATIENCE = Duration.ofSeconds(5);

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

    /** Nobody denied what is to be allowed; the message says what else may be meant. */
    static final class NotDeniedException extends RuntimeException {
        private NotDeniedException(Sha256 cksum) {
            super(
                    cksum.hex()
                            + " is not on the deny list; what was given up for a denial that was"
                            + " taken back is tried after a redrive with reason=denied");
        }
    }

    /** What is denied, the newest denial first. */
    List<CksumDenied> denied() throws IOException {
        return denied.all();
    }

    /**
     * Some content is not wanted, whatever its name; returns when that cannot be lost. Where all
     * goes well it stands on our own list too, so that it can be taken back at once.
     */
    CksumDenied deny(Sha256 cksum, String reason) throws IOException, InterruptedException {
        CksumDenied denial = new CksumDenied(cksum, reason, clock.instant());
        sink.send(Topics.DENIED, List.of(denial));
        boolean _ = denied.awaitDenied(cksum, LIST_PATIENCE);
        return denial;
    }

    /**
     * It is wanted after all; what was given up for that is tried. Before our own list knows, a
     * version could still be given up behind the back of the redrive.
     *
     * @throws NotDeniedException where it is not on the list
     * @throws IOException where the brokers are away; it can be said again
     */
    Redrive.Redriven allow(Sha256 cksum) throws IOException, InterruptedException {
        if (denied.all().stream().noneMatch(it -> it.cksum().equals(cksum))) {
            throw new NotDeniedException(cksum);
        }
        sink.tombstone(Topics.DENIED, cksum.hex(), cksum.hex());
        if (!denied.awaitAllowed(cksum, LIST_PATIENCE)) {
            throw new IOException(
                    "the denial is taken back, but is not off our own list yet: say it again");
        }
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

package dev.torrentcrates.torrentizer.audit;

import dev.torrentcrates.crate.Shown;
import dev.torrentcrates.event.PartitionAudited.Finding;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.EventLoop;
import dev.torrentcrates.eventlog.EventSink;
import dev.torrentcrates.torrentizer.attempt.Attempts;
import dev.torrentcrates.torrentizer.attempt.Verdict;
import dev.torrentcrates.torrentizer.build.StoredVersions;
import dev.torrentcrates.torrentizer.parked.ParkedKeys;
import dev.torrentcrates.torrentizer.parked.ParkedKeys.Standing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Looks at what is stored of a version, and has it brought in order. What waits on {@code parked}
 * already is left to those who try it again; for what was given up there is one attempt, whose
 * failure changes nothing. Thread-safe.
 */
public final class Inspector {
    private static final System.Logger LOG = System.getLogger(Inspector.class.getName());

    private final StoredVersions stored;
    private final Attempts attempts;
    private final EventSink sink;
    private final ParkedKeys parked;
    private final AuditCounts counts;

    /**
     * Looks at nothing yet.
     *
     * @param parked what is tried again, and what was given up, in the partitions that are audited
     */
    public Inspector(
            StoredVersions stored,
            Attempts attempts,
            EventSink sink,
            ParkedKeys parked,
            AuditCounts counts) {
        this.stored = stored;
        this.attempts = attempts;
        this.sink = sink;
        this.parked = parked;
        this.counts = counts;
    }

    /** What was done, and why. */
    private record Done(Walk.Fate fate, String words) {}

    /** Whether it is known what is parked. */
    boolean isReady() {
        return parked.isComplete();
    }

    /** Whether storage answers: then a failure is that of an object. */
    boolean storageAnswers() {
        return stored.answers();
    }

    /**
     * Looks at a version.
     *
     * @throws IOException where storage fails; it may be looked at again then
     * @throws InterruptedException where the service stops
     */
    Optional<Finding> look(TorrentBuilt built) throws IOException, InterruptedException {
        Optional<Finding> finding;
        try {
            finding = Walk.finding(stored.look(built.identity()), built);
        } catch (RuntimeException e) {
            defect("cannot look at ", built, e);
            finding = Optional.of(Finding.CONTENT_UNREADABLE);
        }
        if (finding.isEmpty()) {
            counts.sound();
        }
        return finding;
    }

    /**
     * Brings in order what was found, or has it tried again.
     *
     * @throws IOException where storage is away, or the brokers are; it may be made again
     * @throws InterruptedException where the service stops
     */
    Walk.Fate mend(TorrentBuilt built, Finding finding) throws IOException, InterruptedException {
        Optional<ParkedKeys.Named> named = parked.find(built.identity());
        Done done;
        if (named.isPresent() && named.get().standing() == Standing.WAITING) {
            done = new Done(Walk.Fate.LEFT, "it is tried again already");
        } else if (finding == Finding.CONTENT_UNREADABLE) {
            done = overwrite(built, named);
        } else {
            done = settle(built, attempts.mend(built), named);
        }
        counts.damaged(finding, done.fate());
        LOG.log(
                System.Logger.Level.WARNING,
                "{0} in storage: {1}; {2}",
                built.line(),
                finding,
                done.words());
        return done.fate();
    }

    private Done settle(TorrentBuilt built, Verdict verdict, Optional<ParkedKeys.Named> named)
            throws IOException {
        return switch (verdict) {
            case Verdict.Announce(var event, _) -> {
                announce(built, event, named);
                yield new Done(Walk.Fate.REBUILT, "rebuilt");
            }
            case Verdict.Park(_, String reason) when named.isPresent() ->
                    left("it was given up, and still " + reason);
            case Verdict.Park(VersionParked event, String reason) -> {
                sink.send(Topics.PARKED, List.of(event));
                yield new Done(Walk.Fate.PARKED, "tried again, since " + reason);
            }
            case Verdict.GiveUp(_, var letter) -> left(letter.detail());
        };
    }

    /** Nothing of it is parked: whoever tries it again would read it first, in vain. */
    private Done overwrite(TorrentBuilt built, Optional<ParkedKeys.Named> named)
            throws IOException, InterruptedException {
        Verdict verdict;
        try {
            verdict = attempts.overwrite(built);
        } catch (IOException e) {
            if (!storageAnswers()) {
                throw e;
            }
            return left("it cannot be replaced: " + EventLoop.words(e));
        } catch (RuntimeException e) {
            defect("cannot replace ", built, e);
            return left("the torrentizer has a defect: " + Shown.briefly(e.toString()));
        }
        return verdict instanceof Verdict.Park(_, String reason)
                ? left(reason)
                : settle(built, verdict, named);
    }

    /**
     * What was given up is known as failed downstream, and what was announced once, by another
     * torrentizer than today's, is shared by its old infohash: both have to hear of it anew.
     */
    private void announce(TorrentBuilt built, TorrentBuilt now, Optional<ParkedKeys.Named> named)
            throws EventLogException {
        // A newer publication that was given up is not what was built; operators redrive it.
        boolean wasGivenUp = named.isPresent() && named.get().indexOffset() <= built.indexOffset();
        boolean isOther = !now.torrent().equals(built.torrent());
        if (isOther) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "{0}: what was announced, {1}, is not the torrent of its content, {2}",
                    built.line(),
                    built.torrent().btih(),
                    now.torrent().btih());
        }
        if (wasGivenUp || isOther) {
            sink.send(Topics.TORRENT_EVENTS, List.of(now));
        }
        if (wasGivenUp) {
            sink.tombstone(
                    Topics.PARKED,
                    built.partitionKey(),
                    built.identity().key(),
                    built.indexOffset());
        }
    }

    private static Done left(String why) {
        return new Done(Walk.Fate.LEFT, "left so, since " + why);
    }

    /** Where a thread is interrupted, what it uses may say so in any way. */
    private static void defect(String what, TorrentBuilt built, RuntimeException e)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped at " + built.identity());
        }
        LOG.log(System.Logger.Level.ERROR, "a defect: " + what + built.identity(), e);
    }
}

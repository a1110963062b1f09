package dev.torrentcrates.torrentizer.attempt;

import dev.torrentcrates.crate.Shown;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.torrentizer.build.BuildOutcome;
import dev.torrentcrates.torrentizer.build.CrateBuilder;
import dev.torrentcrates.torrentizer.denied.DenyList;
import dev.torrentcrates.torrentizer.progress.Need;
import dev.torrentcrates.torrentizer.progress.Perseverance;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes attempts, at versions that are new and at those that are tried again. Storage that is away
 * is waited for; a defect of ours, met on one version, is an outcome like upstream's failures, so
 * that the other versions go on. Thread-safe.
 */
public final class Attempts {
    private static final System.Logger LOG = System.getLogger(Attempts.class.getName());

    /** For downloads that nobody waits for; the lowest speed ends them long before. */
    public static final Duration UNHURRIED = Duration.ofDays(1);

    /** A version with a defect comes again for days; who has not read so many stacks reads none. */
    private static final int MAX_STACKS = 1_000;

    private final CrateBuilder builder;
    private final RetryPolicy policy;
    private final DenyList denied;
    private final Perseverance perseverance;
    private final InstantSource clock;
    private final Set<VersionIdentity> defects = ConcurrentHashMap.newKeySet();

    /**
     * Attempts.
     *
     * @param clock no finer than a millisecond, as its times are written to the log
     */
    public Attempts(
            CrateBuilder builder,
            RetryPolicy policy,
            DenyList denied,
            Perseverance perseverance,
            InstantSource clock) {
        this.builder = builder;
        this.policy = policy;
        this.denied = denied;
        this.perseverance = perseverance;
        this.clock = clock;
    }

    /**
     * Tries a version that was just published.
     *
     * @param patience for its download
     * @throws InterruptedException where the service stops
     */
    public Verdict first(VersionPublished published, long indexOffset, Duration patience)
            throws InterruptedException {
        return at(Wanted.of(published, indexOffset), patience);
    }

    /**
     * Tries a version that was parked.
     *
     * @throws InterruptedException where the service stops
     */
    public Verdict again(VersionParked parked) throws InterruptedException {
        return at(Wanted.of(parked), UNHURRIED);
    }

    /**
     * Tries to bring in order what is stored of a version that was built.
     *
     * @throws InterruptedException where the service stops
     */
    public Verdict mend(TorrentBuilt built) throws InterruptedException {
        return at(Wanted.of(built), UNHURRIED);
    }

    /** When a version that was parked as too young is old enough, by what is configured now. */
    public Instant oldEnoughAt(VersionParked parked) {
        Instant youngUntil = policy.youngUntil(parked.line());
        return youngUntil.equals(Instant.MIN) ? parked.retry().due() : youngUntil;
    }

    /** The time that attempts are judged by. */
    public Instant now() {
        return clock.instant();
    }

    private Verdict at(Wanted wanted, Duration patience) throws InterruptedException {
        VersionIdentity version = wanted.identity();
        Optional<String> denial = denied.reason(version.cksum());
        if (denial.isPresent()) {
            return policy.decide(
                    wanted,
                    new BuildOutcome.Refused(FailureReason.DENIED, denial.get()),
                    clock.instant());
        }
        Optional<Verdict> tooYoung = policy.holdBack(wanted, clock.instant());
        if (tooYoung.isPresent()) {
            return tooYoung.get();
        }
        BuildOutcome outcome =
                perseverance.insist(
                        Need.STORAGE, "building " + version, () -> build(version, patience));
        return policy.decide(wanted, outcome, clock.instant());
    }

    private BuildOutcome build(VersionIdentity version, Duration patience)
            throws IOException, InterruptedException {
        try {
            return builder.build(version, patience);
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while building " + version);
            }
            if (defects.size() < MAX_STACKS && defects.add(version)) {
                LOG.log(System.Logger.Level.ERROR, "a defect: cannot build " + version, e);
            }
            return new BuildOutcome.NotYet(
                    FailureReason.DEFECT,
                    "a defect of the torrentizer, not upstream's: " + Shown.briefly(e.toString()),
                    Optional.empty());
        }
    }
}

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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes attempts, at versions that are new and at those that are tried again. Storage that is away
 * is waited for; a defect of ours, met on one version, is an outcome like upstream's failures, so
 * that the other versions go on. Thread-safe.
 */
public final class Attempts {
    private static final System.Logger LOG = System.getLogger(Attempts.class.getName());

    /** For downloads that nobody waits for; the lowest speed ends them long before. */
    public static final Duration UNHURRIED = Duration.ofDays(1);

    /** Of storage at one version, each a download; after some it is parked like others. */
    private static final int MOST_FAILURES = 3;

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

    /**
     * Tries, once, to put in order what storage cannot give of a version that was built.
     *
     * @throws IOException where storage does not take it either, or is away
     * @throws InterruptedException where the service stops
     */
    public Verdict overwrite(TorrentBuilt built) throws IOException, InterruptedException {
        Optional<BuildOutcome> refusal = refusal(built.identity());
        BuildOutcome outcome =
                refusal.isPresent()
                        ? refusal.get()
                        : builder.overwrite(built.identity(), UNHURRIED);
        return policy.decide(Wanted.of(built), outcome, clock.instant());
    }

    /** When a version that was parked as too young is old enough, by what is configured now. */
    public Instant oldEnoughAt(VersionParked parked) {
        return policy.oldEnoughAt(parked);
    }

    /** The time that attempts are judged by. */
    public Instant now() {
        return clock.instant();
    }

    private Verdict at(Wanted wanted, Duration patience) throws InterruptedException {
        VersionIdentity version = wanted.identity();
        Optional<BuildOutcome> refusal = refusal(version);
        if (refusal.isPresent()) {
            return policy.decide(wanted, refusal.get(), clock.instant());
        }
        Optional<Verdict> tooYoung = policy.holdBack(wanted, clock.instant());
        if (tooYoung.isPresent()) {
            return tooYoung.get();
        }
        BuildOutcome outcome = insistOnBuilding(version, patience);
        // A download may take long enough for somebody to have looked into it.
        return policy.decide(wanted, refusal(version).orElse(outcome), clock.instant());
    }

    private Optional<BuildOutcome> refusal(VersionIdentity version) throws InterruptedException {
        return denied.reason(version.cksum())
                .map(reason -> new BuildOutcome.Refused(FailureReason.DENIED, reason));
    }

    /**
     * Storage that is away is waited for. Where it answers, but not for this version, the others
     * are not to wait: its bucket may be full, its proxy may not take so large a file.
     */
    private BuildOutcome insistOnBuilding(VersionIdentity version, Duration patience)
            throws InterruptedException {
        AtomicInteger failures = new AtomicInteger();
        return perseverance.insist(
                Need.STORAGE,
                "building " + version,
                () -> {
                    try {
                        return build(version, patience);
                    } catch (IOException e) {
                        if (Thread.currentThread().isInterrupted()
                                || failures.incrementAndGet() < MOST_FAILURES
                                || !builder.storageAnswers()) {
                            throw e;
                        }
                        return new BuildOutcome.NotYet(
                                FailureReason.STORAGE_REFUSED,
                                Shown.briefly(String.valueOf(e.getMessage())),
                                Optional.empty());
                    }
                });
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

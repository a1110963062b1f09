package dev.torrentcrates.seeder;

import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.seeder.DesiredTorrents.CrateKey;
import dev.torrentcrates.torrent.Btih;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads events into what is desired, and makes what is held agree with it: for crates that an event
 * touched, and only once the log was read to where it ended at the start, since before that the
 * state is one of the past, and the deny list not known. A crate that cannot be seeded yet is tried
 * again after a while and holds nobody up.
 *
 * <p>For one thread at a time; {@link #progress()} for any.
 */
final class SeedLoop implements EventTail.Ownership {
    /** Storage that is away is asked so often. */
    static final Duration RETRY = Duration.ofSeconds(2);

    /** How often it is looked whether all that is held is still seeded. */
    static final Duration CHECK = Duration.ofMinutes(1);

    /** A call has to end long before the group takes this member for dead, after five minutes. */
    private static final int STEPS_AT_ONCE = 500;

    private final Seeding seeding;
    private final ContentFolder content;
    private final int concurrency;
    private final Clock clock;
    private final DesiredTorrents desired = new DesiredTorrents();
    private final Map<CrateKey, Map<Btih, SeededVersion>> held = new HashMap<>();

    /** What is to be looked at, in this order. */
    private final LinkedHashSet<CrateKey> touched = new LinkedHashSet<>();

    /** Crates that could not be seeded, the one to be tried next first. */
    private final Map<CrateKey, Instant> later = new LinkedHashMap<>();

    private final Set<Integer> partitions = new TreeSet<>();
    private Instant nextCheck = Instant.MIN;
    private boolean tidied;
    private Optional<String> trouble = Optional.empty();
    private volatile Progress progress = new Progress(false, 0, 0, List.of(), Optional.empty());

    SeedLoop(Seeding seeding, ContentFolder content, int concurrency, Clock clock) {
        this.seeding = seeding;
        this.content = content;
        this.concurrency = concurrency;
        this.clock = clock;
    }

    /**
     * How far it is.
     *
     * @param caughtUp whether the log was read to its end
     * @param held how many torrents are seeded
     * @param waiting how many crates are to be looked at, now or after a while
     * @param partitions whose crates it seeds
     * @param trouble why a crate could not be seeded, in words for an operator
     */
    record Progress(
            boolean caughtUp,
            int held,
            int waiting,
            List<Integer> partitions,
            Optional<String> trouble) {}

    /** How far it is. */
    Progress progress() {
        return progress;
    }

    @Override
    public void gained(Set<Integer> more) {
        partitions.addAll(more);
    }

    @Override
    public void lost(Set<Integer> fewer) {
        partitions.removeAll(fewer);
        touched.addAll(desired.forget(fewer));
    }

    /** Takes in what was read; records that cannot be read are the index service's to report. */
    void read(List<Recorded> records) {
        for (Recorded record : records) {
            if (record.event() instanceof TorrentEvent event) {
                touched.add(desired.apply(record.partition(), event));
            }
        }
        // Before all others, however many there are to be fetched: what is denied goes at once.
        desired.judge(records).forEach(touched::addFirst);
    }

    /** Whether there is more to do at once. */
    boolean isBusy() {
        return !touched.isEmpty();
    }

    /**
     * Does some of what is to be done.
     *
     * @param caughtUp whether the log was read to its end
     * @throws IOException where the disk fails
     */
    void work(boolean caughtUp) throws IOException, InterruptedException {
        if (caughtUp) {
            tidyOnce();
            check();
            wake();
            reconcile();
        }
        progress =
                new Progress(
                        caughtUp,
                        held.values().stream().mapToInt(Map::size).sum(),
                        touched.size() + later.size(),
                        List.copyOf(partitions),
                        trouble);
    }

    /** What was deleted while this seeder was not there is still in its folder. */
    private void tidyOnce() throws IOException {
        if (!tidied && !touched.isEmpty()) {
            Set<String> wanted = new HashSet<>();
            for (CrateKey crate : touched) {
                desired.of(crate).values().stream()
                        .map(version -> version.identity().cksum().hex())
                        .forEach(wanted::add);
            }
            content.keepOnly(wanted);
            tidied = true;
        }
    }

    /** A torrent that dropped out has a file that is lost or damaged; it is fetched anew. */
    private void check() throws IOException {
        if (clock.instant().isBefore(nextCheck)) {
            return;
        }
        nextCheck = clock.instant().plus(CHECK);
        Set<Btih> seeded = seeding.seeded();
        for (Map.Entry<CrateKey, Map<Btih, SeededVersion>> crate : held.entrySet()) {
            Iterator<SeededVersion> versions = crate.getValue().values().iterator();
            while (versions.hasNext()) {
                SeededVersion version = versions.next();
                if (!seeded.contains(version.btih())) {
                    seeding.leave(version);
                    versions.remove();
                    touched.add(crate.getKey());
                }
            }
        }
    }

    private void wake() {
        Instant now = clock.instant();
        later.entrySet()
                .removeIf(
                        crate -> {
                            boolean due = !crate.getValue().isAfter(now);
                            if (due) {
                                touched.add(crate.getKey());
                            }
                            return due;
                        });
    }

    private void reconcile() throws InterruptedException {
        if (touched.isEmpty()) {
            return;
        }
        Map<CrateKey, Future<?>> running = new HashMap<>();
        try (ExecutorService workers =
                Executors.newFixedThreadPool(concurrency, Thread.ofVirtual().factory())) {
            int steps = 0;
            for (CrateKey crate : List.copyOf(touched)) {
                if (steps >= STEPS_AT_ONCE) {
                    break;
                }
                touched.remove(crate);
                Map<Btih, SeededVersion> of = held.computeIfAbsent(crate, _ -> new HashMap<>());
                List<SeedStep> plan = plan(crate, of);
                steps += plan.size();
                running.put(crate, workers.submit(() -> carryOut(plan, of)));
            }
        }
        trouble = Optional.empty();
        for (Map.Entry<CrateKey, Future<?>> crate : running.entrySet()) {
            settle(crate.getKey(), crate.getValue());
        }
    }

    private List<SeedStep> plan(CrateKey crate, Map<Btih, SeededVersion> of) {
        return partitions.contains(crate.partition())
                ? SeedStep.plan(desired.of(crate), of)
                : SeedStep.release(of);
    }

    /** One crate's steps, in order. Nobody else touches its map meanwhile. */
    private Void carryOut(List<SeedStep> steps, Map<Btih, SeededVersion> of) throws IOException {
        for (SeedStep step : steps) {
            seeding.carryOut(step);
            switch (step) {
                case SeedStep.Start(var version) -> of.put(version.btih(), version);
                case SeedStep.Stop(var version) -> of.remove(version.btih());
                case SeedStep.Release(var version) -> of.remove(version.btih());
            }
        }
        return null;
    }

    private void settle(CrateKey crate, Future<?> done) throws InterruptedException {
        try {
            done.get();
            held.computeIfPresent(crate, (_, versions) -> versions.isEmpty() ? null : versions);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof IOException failure)) {
                throw new IllegalStateException("a defect in seeding " + crate.key(), e);
            }
            later.put(crate, clock.instant().plus(RETRY));
            trouble = Optional.ofNullable(failure.getMessage());
        }
    }
}

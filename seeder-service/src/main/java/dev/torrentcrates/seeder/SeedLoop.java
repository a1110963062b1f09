package dev.torrentcrates.seeder;

import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.eventlog.EventBatch;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.seeder.DesiredTorrents.CrateKey;
import dev.torrentcrates.torrent.Btih;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Reads events into what is desired, and makes what is held agree with it: only for crates that an
 * event touched, and only once the log was read to where it ended at the start, since before that
 * the state is one of the past.
 *
 * <p>For one thread at a time; {@link #progress()} for any.
 */
final class SeedLoop implements EventTail.Ownership {
    private static final Duration POLL = Duration.ofMillis(200);

    /** A step has to end long before the group takes this member for dead, after five minutes. */
    private static final int CRATES_A_STEP = 500;

    private final Seeding seeding;
    private final ContentFolder content;
    private final int concurrency;
    private final DesiredTorrents desired = new DesiredTorrents();
    private final Map<CrateKey, Map<Btih, SeededVersion>> held = new HashMap<>();
    private final Set<CrateKey> touched = new LinkedHashSet<>();
    private final Set<Integer> partitions = new TreeSet<>();
    private boolean tidied;
    private volatile Progress progress = new Progress(false, 0, 0, List.of());

    SeedLoop(Seeding seeding, ContentFolder content, int concurrency) {
        this.seeding = seeding;
        this.content = content;
        this.concurrency = concurrency;
    }

    /**
     * How far it is.
     *
     * @param caughtUp whether the log was read to its end once
     * @param held how many torrents are seeded
     * @param waiting how many crates are to be looked at
     * @param partitions whose crates it seeds
     */
    record Progress(boolean caughtUp, int held, int waiting, List<Integer> partitions) {}

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

    /**
     * Reads what is new and does what follows from it.
     *
     * @throws IOException where a step failed; its crate is looked at again with the next call
     */
    void step(EventTail tail) throws IOException, InterruptedException {
        // Records that cannot be read are the index service's to report.
        EventBatch batch = tail.poll(touched.isEmpty() ? POLL : Duration.ZERO);
        for (Recorded record : batch.records()) {
            if (record.event() instanceof TorrentEvent event) {
                touched.add(desired.apply(record.partition(), event));
            }
        }
        boolean caughtUp = tail.caughtUp();
        try {
            if (caughtUp && !touched.isEmpty()) {
                tidyOnce();
                reconcile();
            }
        } finally {
            progress = new Progress(caughtUp, count(), touched.size(), List.copyOf(partitions));
        }
    }

    /** What was deleted while this seeder was not there is still in its folder. */
    private void tidyOnce() throws IOException {
        if (!tidied) {
            Set<String> wanted =
                    touched.stream()
                            .flatMap(crate -> desired.of(crate).values().stream())
                            .map(version -> version.identity().cksum().hex())
                            .collect(Collectors.toCollection(HashSet::new));
            content.keepOnly(wanted);
            tidied = true;
        }
    }

    private void reconcile() throws IOException, InterruptedException {
        try (ExecutorService workers =
                Executors.newFixedThreadPool(concurrency, Thread.ofVirtual().factory())) {
            Map<CrateKey, Future<?>> running = new HashMap<>();
            for (CrateKey crate : touched.stream().limit(CRATES_A_STEP).toList()) {
                Map<Btih, SeededVersion> of = held.computeIfAbsent(crate, _ -> new HashMap<>());
                List<SeedStep> steps = SeedStep.plan(desired.of(crate), of);
                running.put(crate, workers.submit(() -> carryOut(steps, of)));
            }
            await(running);
        }
    }

    /** One crate's steps, in order. Nobody else touches its map meanwhile. */
    private Void carryOut(List<SeedStep> steps, Map<Btih, SeededVersion> of) throws IOException {
        for (SeedStep step : steps) {
            seeding.carryOut(step);
            switch (step) {
                case SeedStep.Start(var version) -> of.put(version.btih(), version);
                case SeedStep.Stop(var version) -> of.remove(version.btih());
            }
        }
        return null;
    }

    private void await(Map<CrateKey, Future<?>> running) throws IOException, InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        for (Map.Entry<CrateKey, Future<?>> crate : running.entrySet()) {
            touched.remove(crate.getKey());
            try {
                crate.getValue().get();
                held.computeIfPresent(
                        crate.getKey(), (_, versions) -> versions.isEmpty() ? null : versions);
            } catch (ExecutionException e) {
                failures.add(e.getCause() == null ? e : e.getCause());
                touched.add(crate.getKey()); // behind the others, which it must not hold up
            }
        }
        if (!failures.isEmpty()) {
            throw new IOException(
                    failures.size() + " crates cannot be seeded yet", failures.getFirst());
        }
    }

    private int count() {
        return held.values().stream().mapToInt(Map::size).sum();
    }
}

package dev.torrentcrates.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.standalone.KilledWatcher.Kill;
import dev.torrentcrates.state.IndexFold;
import dev.torrentcrates.upstream.git.GitIndex;
import dev.torrentcrates.upstream.history.IndexHistory;
import dev.torrentcrates.upstream.history.RealHistory;
import dev.torrentcrates.upstream.history.SortedLines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole histories, followed by a watcher that is killed while it publishes them, and now and then
 * loses its clone. Who applies the events has in the end what an independent reading of the index
 * has, byte for byte.
 *
 * <p>{@code -Dkill.rounds=N} and {@code -Dkill.seed=N} make it longer, and repeat a run.
 */
class HistoryReplayIT {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 5);
    private static final long SEED = Long.getLong("kill.seed", 20261125);

    /** So many lines that their first sight takes two transactions. */
    private static final int CROWD = 30_000;

    private static final int CROWDED_CRATES = 50;

    /**
     * Between two commits; a publication takes about as long. Drawn, or it would keep step with the
     * watcher's looks.
     */
    private static final int MAX_PAUSE_MILLIS = 20;

    /** Some of it is the start of a process. */
    private static final int MAX_LIFE_MILLIS = 3_000;

    /** Time for a thousand commits and more; the watcher is seen at one of the first. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path folder;

    @Test
    void aWatcherThatIsKilledWhileItPublishesLeavesNoGap() throws IOException {
        Path git = folder.resolve("history.git");
        Random random = new Random(SEED);
        List<Kill> kills = new ArrayList<>();
        try (GitIndex index = GitIndex.open(git);
                KilledWatcher watcher = new KilledWatcher(folder, git)) {
            index.commit(crowd(), "a crowd", Instant.parse("2025-12-31T00:00:00Z"));
            watcher.start();
            watcher.awaitCheckpoint(checkpoint -> !checkpoint.complete());
            kills.add(watcher.kill());
            assertThat(watcher.events()).hasSizeBetween(1, CROWD - 1);

            IndexHistory history = IndexHistory.of(index, SEED);
            for (int round = 0; round < ROUNDS; round++) {
                if (round % 2 == 1) {
                    watcher.loseClone();
                }
                play(history, 1 + random.nextInt(12));
                watcher.start();
                if (round % 3 == 2) {
                    KillMoment.pass(random, MAX_LIFE_MILLIS);
                } else {
                    watcher.awaitPublished(index.head().orElseThrow().id());
                    playUntilPublishing(history, watcher, random);
                    // At once it is surely within; later, also where it ends.
                    if (round % 2 == 1) {
                        KillMoment.pass(random, MAX_PAUSE_MILLIS);
                    }
                }
                kills.add(watcher.kill());
            }
            history.settle();
            watcher.start();
            watcher.awaitPublished(index.head().orElseThrow().id());

            assertThat(kills)
                    .as("seed %s", SEED)
                    .filteredOn(Kill.WITHIN::equals)
                    .hasSizeGreaterThanOrEqualTo(2);
            assertThat(folded(watcher.events()))
                    .as("seed %s, kills %s", SEED, kills)
                    .isEqualTo(SortedLines.of(git, "master"));
        }
    }

    @Test
    void theRealHistoryIsToldCommitByCommitByAWatcherThatIsKilledInTheMiddle() throws IOException {
        Optional<RealHistory> found = RealHistory.unpack(folder.resolve("real.git"));
        assumeTrue(found.isPresent(), RealHistory.ABSENT);
        RealHistory history = found.get();
        List<String> commits = history.commits();
        int middle = commits.size() / 2;
        try (KilledWatcher watcher = new KilledWatcher(folder, history.folder())) {
            history.moveTo(commits.getFirst());
            watcher.start();
            watcher.awaitPublished(commits.getFirst());
            killOnTheWay(history, watcher, commits.subList(1, middle));
            watcher.start();
            watcher.awaitPublished(commits.get(middle - 1));
            assertThat(watcher.events())
                    .extracting(event -> event.commit().id())
                    .containsAll(commits.subList(0, middle));

            killOnTheWay(history, watcher, commits.subList(middle, commits.size()));
            watcher.loseClone();
            String squashed = history.squashed();
            history.moveTo(squashed);
            watcher.start();
            watcher.awaitPublished(squashed);

            assertThat(folded(watcher.events()))
                    .isEqualTo(SortedLines.of(history.folder(), RealHistory.END));
        }
    }

    /** Kills it when some of the way is on the log. */
    private static void killOnTheWay(RealHistory history, KilledWatcher watcher, List<String> way)
            throws IOException {
        history.moveTo(way.getLast());
        watcher.awaitCheckpoint(checkpoint -> way.contains(checkpoint.commit().id()));
        watcher.kill();
        assertThat(watcher.checkpoint().orElseThrow().commit().id())
                .isIn(way)
                .isNotEqualTo(way.getLast());
    }

    private static void play(IndexHistory history, int steps) throws IOException {
        for (int step = 0; step < steps; step++) {
            history.step();
        }
    }

    /** Goes on, commit by commit, until the watcher is seen in the middle of its work. */
    private static void playUntilPublishing(
            IndexHistory history, KilledWatcher watcher, Random random) throws IOException {
        play(history, 1 + random.nextInt(30));
        await("the watcher to be in the middle of a publication")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval((_, _) -> Duration.ofMillis(1 + random.nextInt(MAX_PAUSE_MILLIS)))
                // The history is for one thread.
                .pollInSameThread()
                .until(
                        () -> {
                            if (watcher.isPublishing()) {
                                return true;
                            }
                            history.step();
                            return false;
                        });
    }

    private static Map<String, byte[]> crowd() {
        Map<String, byte[]> files = new TreeMap<>();
        for (int crate = 0; crate < CROWDED_CRATES; crate++) {
            String name = "crowd-" + crate;
            StringBuilder lines = new StringBuilder();
            for (int version = 0; version < CROWD / CROWDED_CRATES; version++) {
                String cksum = Sha256.ofContent((name + " " + version).getBytes(UTF_8)).hex();
                lines.append("{\"name\":\"").append(name);
                lines.append("\",\"vers\":\"1.0.").append(version);
                lines.append("\",\"deps\":[],\"cksum\":\"").append(cksum);
                lines.append("\",\"features\":{},\"yanked\":false}\n");
            }
            files.put("cr/ow/" + name, lines.toString().getBytes(UTF_8));
        }
        return files;
    }

    private static SortedMap<String, List<String>> folded(List<IndexEvent> events) {
        IndexFold fold = new IndexFold();
        events.forEach(fold::apply);
        return SortedLines.of(fold.files());
    }
}

package dev.torrentcrates.upstream.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.upstream.git.GitIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A generator that no longer makes what it says would leave those who use it without a test. */
class IndexHistoryTest {
    private static final int SEEDS = 4;
    private static final int STEPS = 120;
    private static final int FEW_STEPS = 40;

    @TempDir Path folder;

    @Test
    void everythingHappensThatCanAndEachThingIsWhatItIsCalled() throws IOException {
        Map<Happening, Integer> times = new EnumMap<>(Happening.class);
        for (long seed = 1; seed <= SEEDS; seed++) {
            try (GitIndex index = GitIndex.open(folder.resolve("seed-" + seed))) {
                IndexHistory history = IndexHistory.of(index, seed);
                history.step();
                Set<String> heads = new HashSet<>();
                for (int step = 1; step < STEPS; step++) {
                    SortedMap<String, byte[]> before = index.files();
                    heads.add(index.head().orElseThrow().id());
                    String told = history.step();
                    Moment moment = new Moment(before, index, heads);
                    for (IndexHistory.Happened happened : history.last()) {
                        times.merge(happened.what(), 1, Integer::sum);
                        assertThat(moment.shows(happened))
                                .as("seed %s, step %s: %s", seed, step, told)
                                .isTrue();
                    }
                }
            }
        }

        assertThat(times).containsOnlyKeys(Happening.values());
        assertThat(times.values()).allMatch(many -> many > 1);
    }

    @Test
    void aSeedIsAHistory() throws IOException {
        assertThat(head(1, "one")).isEqualTo(head(1, "same")).isNotEqualTo(head(2, "other"));
    }

    @Test
    void whatIsSettledHasNoDamagedLine() throws IOException {
        Path git = folder.resolve("git");
        try (GitIndex index = GitIndex.open(git)) {
            IndexHistory history = IndexHistory.of(index, 3);
            for (int step = 0; step < FEW_STEPS; step++) {
                history.step();
            }
            history.settle();
        }
        for (byte[] content : IndexReading.files(git, "master").values()) {
            assertThat(CrateView.split(content))
                    .filteredOn(line -> line.contains("\"vers\":"))
                    .allMatch(line -> !CrateView.json(line).isEmpty());
        }
    }

    private String head(long seed, String name) throws IOException {
        try (GitIndex index = GitIndex.open(folder.resolve(name))) {
            IndexHistory history = IndexHistory.of(index, seed);
            for (int step = 0; step < FEW_STEPS; step++) {
                history.step();
            }
            return index.head().orElseThrow().id();
        }
    }
}

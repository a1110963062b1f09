package dev.torrentcrates.watcher.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.torrentcrates.upstream.git.GitIndex;
import dev.torrentcrates.upstream.history.IndexHistory;
import dev.torrentcrates.upstream.history.RealHistory;
import dev.torrentcrates.upstream.history.SortedLines;
import dev.torrentcrates.watcher.tail.TailFixture.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole histories, followed by watchers that come and go and lose their stores. Who applies the
 * events has in the end what an independent reading of the index has, byte for byte.
 */
class HistoryReplayTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 4})
    void aHistoryThatASeedMadeUpIsFollowedToItsEnd(long seed) throws IOException {
        Path git = folder.resolve("history.git");
        Random random = new Random(seed);
        List<String> told = new ArrayList<>();
        try (GitIndex index = GitIndex.open(git);
                TailFixture fixture = TailFixture.alone(folder)) {
            fixture.follow(git);
            IndexHistory history = IndexHistory.of(index, seed);
            int store = 0;
            for (int round = 0; round < 16; round++) {
                int steps = 1 + random.nextInt(12);
                for (int step = 0; step < steps; step++) {
                    told.add(history.step());
                }
                if (random.nextInt(8) == 0) {
                    told.add("-- the store is lost");
                    store++;
                }
                told.add("-- a look");
                fixture.look(new Settings("store-" + store, Since.BEGINNING, 8));
            }
            history.settle();
            fixture.look(new Settings("store-" + store, Since.BEGINNING, 8));

            assertThat(SortedLines.of(fixture.foldedFiles()))
                    .as("seed %s: %s", seed, String.join("\n", told))
                    .isEqualTo(SortedLines.of(git, "master"));
        }
    }

    @Test
    void theRealHistoryIsFollowedInJumpsAndThroughTheSquash() throws IOException {
        Optional<RealHistory> found = RealHistory.unpack(folder.resolve("real.git"));
        assumeTrue(found.isPresent(), RealHistory.ABSENT);
        RealHistory history = found.get();
        List<String> commits = history.commits();
        Random random = new Random(20250907);
        try (TailFixture fixture = TailFixture.alone(folder)) {
            fixture.follow(history.folder());
            for (int at = 0; at < commits.size(); at += 1 + random.nextInt(300)) {
                history.moveTo(commits.get(at));
                fixture.look(new Settings("store", Since.BEGINNING, 200));
            }
            history.moveTo(history.squashed());
            fixture.look(new Settings("store", Since.BEGINNING, 200));

            assertThat(SortedLines.of(fixture.foldedFiles()))
                    .isEqualTo(SortedLines.of(history.folder(), RealHistory.END));
        }
    }
}

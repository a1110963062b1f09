package dev.torrentcrates.watcher.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.upstream.CorpusFolder;
import dev.torrentcrates.upstream.git.GitIndex;
import dev.torrentcrates.upstream.history.GitProgram;
import dev.torrentcrates.upstream.history.IndexHistory;
import dev.torrentcrates.upstream.history.IndexReading;
import dev.torrentcrates.watcher.WatcherConfig.Since;
import dev.torrentcrates.watcher.tail.TailFixture.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
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
                TailFixture fixture = new TailFixture(folder, git)) {
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

            assertThat(folded(fixture))
                    .as("seed %s: %s", seed, String.join("\n", told))
                    .isEqualTo(read(git, "master"));
        }
    }

    @Test
    void theRealHistoryIsFollowedInJumpsAndThroughTheSquash() throws IOException {
        Optional<Path> bundle =
                CorpusFolder.find()
                        .map(corpus -> corpus.folder().resolve("history/index-history.bundle"))
                        .filter(Files::exists);
        assumeTrue(
                bundle.isPresent(),
                "no real history here; " + CorpusFolder.VARIABLE + " may name a folder with one");
        Path git = folder.resolve("real.git");
        Files.createDirectories(git);
        GitProgram program = GitProgram.in(git);
        program.run("init", "--quiet", "--bare");
        program.run(
                "fetch",
                "--quiet",
                bundle.get().toAbsolutePath().toString(),
                "+refs/heads/*:refs/corpus/*");
        List<String> commits =
                program.run("rev-list", "--reverse", "refs/corpus/snapshot-2025-09-07")
                        .lines()
                        .toList();
        Random random = new Random(20250907);
        try (TailFixture fixture = new TailFixture(folder, git)) {
            for (int at = 0; at < commits.size(); at += 1 + random.nextInt(300)) {
                program.run("update-ref", "refs/heads/master", commits.get(at));
                fixture.look(new Settings("store", Since.BEGINNING, 200));
            }
            program.run("update-ref", "refs/heads/master", "refs/corpus/squashed");
            fixture.look(new Settings("store", Since.BEGINNING, 200));

            assertThat(folded(fixture)).isEqualTo(read(git, "refs/corpus/master"));
        }
    }

    private static SortedMap<String, List<String>> folded(TailFixture fixture) throws IOException {
        SortedMap<String, List<String>> files = new TreeMap<>();
        fixture.foldedFiles()
                .forEach(
                        (path, file) ->
                                files.put(
                                        path,
                                        file.readableLines().stream()
                                                .map(IndexLine::json)
                                                .sorted()
                                                .toList()));
        return files;
    }

    private static SortedMap<String, List<String>> read(Path git, String branch)
            throws IOException {
        SortedMap<String, List<String>> files = IndexReading.lines(git, branch);
        files.replaceAll((_, lines) -> lines.stream().map(Objects::toString).sorted().toList());
        return files;
    }
}

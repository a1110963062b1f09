package dev.torrentcrates.bench.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.bench.Progress;
import dev.torrentcrates.bench.git.Git;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedIndexTest {
    private static final int CRATES = 60;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Progress progress =
            new Progress(new PrintStream(said, true, StandardCharsets.UTF_8));

    @TempDir Path folder;
    private IndexShelf shelf;
    private GeneratedIndex index;

    @BeforeEach
    void take() throws IOException {
        shelf = new IndexShelf(folder.resolve("shelf"));
        index = shelf.take(CRATES, folder.resolve("first.git"), progress);
    }

    @Test
    void itHasAFileForEveryCrateAndALineForEveryVersion() throws IOException {
        assertThat(files()).hasSize(CRATES + 1).contains("config.json");
        assertThat(lines()).isEqualTo(index.lines());
        assertThat(index.size().lines()).isEqualTo(index.lines().count());
        assertThat(index.size().crates()).isEqualTo(CRATES);
    }

    @Test
    void theSameNumberOfCratesGivesTheSameCommit() throws IOException {
        GeneratedIndex again =
                GeneratedIndex.write(folder.resolve("again.git"), CRATES, count -> {});

        assertThat(again.head()).isEqualTo(index.head());
        assertThat(again.size()).isEqualTo(index.size());
    }

    @Test
    void whatIsPublishedIsOneLineInOneFile() throws IOException {
        String before = index.head();

        String first = index.publish();
        String second = index.publish();

        assertThat(index.head()).isEqualTo(second);
        for (String step : List.of(before + ".." + first, first + ".." + second)) {
            assertThat(git().run("diff", "--numstat", step)).matches("1\t0\t\\S+");
        }
    }

    @Test
    void theShelfKeepsAnIndexAsItWasAndGeneratesItOnce() throws IOException {
        String before = index.head();
        index.publish();

        GeneratedIndex second = shelf.take(CRATES, folder.resolve("second.git"), progress);

        assertThat(second.head()).isEqualTo(before);
        assertThat(second.size()).isEqualTo(index.size());
        assertThat(second.lines()).isNotEqualTo(index.lines());
        assertThat(said.toString(StandardCharsets.UTF_8)).containsOnlyOnce("generating an index");
    }

    private LineDigest lines() throws IOException {
        LineDigest lines = LineDigest.NONE;
        for (String file : files()) {
            if (!file.equals("config.json")) {
                String content = git().run("cat-file", "blob", "HEAD:" + file);
                for (String line : content.split("\n")) {
                    lines = lines.plus(line);
                }
            }
        }
        return lines;
    }

    private List<String> files() throws IOException {
        return git().run("ls-tree", "-r", "--name-only", "HEAD").lines().toList();
    }

    private Git git() {
        return new Git(index.repository());
    }
}

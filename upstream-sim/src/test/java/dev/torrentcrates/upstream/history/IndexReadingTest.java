package dev.torrentcrates.upstream.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.upstream.git.GitIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What git gives back is what was committed, whatever bytes those are. */
class IndexReadingTest {
    private static final String LINE =
            "{\"name\":\"abc\",\"vers\":\"1.0.0\",\"text\":\"%s\",\"cksum\":\""
                    + "0".repeat(64)
                    + "\"}";

    @TempDir Path folder;

    @Test
    void aLineThatIsNotUtf8SurvivesByteForByteAndIsNoLine() throws IOException {
        String good = LINE.formatted("\u00e4").replace("1.0.0", "2.0.0");
        byte[] bad = (LINE.formatted("\u00ff") + "\n").getBytes(ISO_8859_1);
        byte[] utf8 = (good + "\n").getBytes(UTF_8);
        byte[] content = new byte[bad.length + utf8.length];
        System.arraycopy(bad, 0, content, 0, bad.length);
        System.arraycopy(utf8, 0, content, bad.length, utf8.length);
        commit(Map.of("3/a/abc", content));

        assertThat(IndexReading.files(folder, "master").get("3/a/abc")).isEqualTo(content);
        assertThat(GitProgram.in(folder).bytes("cat-file", "blob", "master:3/a/abc"))
                .isEqualTo(content);
        assertThat(IndexReading.lines(folder, "master").get("3/a/abc")).containsExactly(good);
    }

    @Test
    void ofLinesOfOneVersionTheFirstCountsAndAStrayOneDoesNot() throws IOException {
        String first = LINE.formatted("first");
        String lines =
                "%s\n%s\n\n%s\n"
                        .formatted(first, LINE.formatted("2"), first.replace("\"abc\"", "\"abd\""));
        commit(Map.of("3/a/abc", lines.getBytes(UTF_8), ".github/3/a/abc", lines.getBytes(UTF_8)));

        assertThat(IndexReading.lines(folder, "master").get("3/a/abc")).containsExactly(first);
        assertThat(IndexReading.lines(folder, "master")).containsOnlyKeys("3/a/abc");
    }

    @Test
    void twoGitsReadTheSame() throws IOException {
        try (GitIndex index = GitIndex.open(folder)) {
            IndexHistory history = IndexHistory.of(index, 5);
            for (int step = 0; step < 30; step++) {
                history.step();
            }
            SortedMap<String, byte[]> files = index.files();
            assertThat(IndexReading.files(folder, "master"))
                    .containsOnlyKeys(files.keySet())
                    .allSatisfy((path, content) -> assertThat(content).isEqualTo(files.get(path)));
        }
    }

    @Test
    void aBranchThatIsNotThereIsAnError() throws IOException {
        commit(Map.of("config.json", "{}".getBytes(UTF_8)));
        assertThatThrownBy(() -> IndexReading.lines(folder, "absent"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ls-tree");
    }

    private void commit(Map<String, byte[]> files) throws IOException {
        try (GitIndex index = GitIndex.open(folder)) {
            index.commit(files, "test", Instant.EPOCH);
        }
    }
}

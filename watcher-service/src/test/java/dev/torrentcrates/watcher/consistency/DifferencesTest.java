package dev.torrentcrates.watcher.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.watcher.consistency.Difference.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    private static final String PATH = "al/ph/alpha";
    private static final String ONE = line("1.0.0", "a", false);
    private static final String TWO = line("2.0.0", "b", false);
    private static final String TWO_YANKED = line("2.0.0", "b", true);

    @Test
    void filesThatAreTheSameDoNotDiffer() {
        assertThat(kinds(file(ONE, TWO), file(TWO, ONE), file(ONE, TWO))).isEmpty();
    }

    @Test
    void aVersionIsMissingWhereOneSourceAloneHasIt() {
        assertThat(kinds(file(ONE), file(ONE, TWO), null)).containsExactly(Kind.MISSING_IN_GIT);
        assertThat(kinds(file(ONE, TWO), file(ONE), null)).containsExactly(Kind.MISSING_IN_SPARSE);
    }

    @Test
    void aYankInOneSourceAloneIsADifference() {
        assertThat(kinds(file(TWO), file(TWO_YANKED), null)).containsExactly(Kind.DIFFERENT);
    }

    @Test
    void anyByteOfALineCountsUpstream() {
        assertThat(kinds(file(ONE), file(ONE.replace("[]", "[ ]")), null))
                .containsExactly(Kind.DIFFERENT);
    }

    @Test
    void aVisibleLineMayHaveATorrent() {
        String visible = ONE.replace("}", ",\"torrent\":{}}");

        assertThat(kinds(file(ONE), file(ONE), file(visible))).isEmpty();
    }

    @Test
    void whatIsVisibleFollowsUpstream() {
        assertThat(kinds(file(ONE, TWO), file(ONE, TWO), file(ONE)))
                .containsExactly(Kind.NOT_VISIBLE);
        assertThat(kinds(file(TWO_YANKED), file(TWO_YANKED), file(TWO)))
                .containsExactly(Kind.VISIBLE_OTHERWISE);
        assertThat(kinds(file(ONE), file(ONE), file(ONE, TWO)))
                .containsExactly(Kind.VISIBLE_BUT_GONE);
    }

    @Test
    void whatNobodyWatchesIsNoDifference() {
        assertThat(
                        Differences.of(
                                file(ONE),
                                file(TWO),
                                null,
                                line -> line.version().value().equals("2.0.0")))
                .extracting(Difference::version)
                .containsExactly("2.0.0");
    }

    private static List<Kind> kinds(IndexFile git, IndexFile sparse, @Nullable IndexFile visible) {
        return Differences.of(git, sparse, visible, _ -> true).stream()
                .map(Difference::kind)
                .toList();
    }

    private static IndexFile file(String... lines) {
        return IndexFile.ofLines(PATH, Stream.of(lines).toList());
    }

    private static String line(String version, String digit, boolean yanked) {
        return "{\"name\":\"alpha\",\"vers\":\"%s\",\"deps\":[],\"cksum\":\"%s\",\"yanked\":%s}"
                .formatted(version, digit.repeat(64), yanked);
    }
}

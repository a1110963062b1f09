package dev.torrentcrates.watcher.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.watcher.consistency.Difference.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    private static final String ONE = AlphaFile.line("1.0.0", "a", false);
    private static final String TWO = AlphaFile.line("2.0.0", "b", false);
    private static final String TWO_YANKED = AlphaFile.line("2.0.0", "b", true);

    @Test
    void filesThatAreTheSameDoNotDiffer() {
        assertThat(kinds(AlphaFile.of(ONE, TWO), AlphaFile.of(TWO, ONE), AlphaFile.of(ONE, TWO)))
                .isEmpty();
    }

    @Test
    void aVersionIsMissingWhereOneSourceAloneHasIt() {
        assertThat(kinds(AlphaFile.of(ONE), AlphaFile.of(ONE, TWO), null))
                .containsExactly(Kind.MISSING_IN_GIT);
        assertThat(kinds(AlphaFile.of(ONE, TWO), AlphaFile.of(ONE), null))
                .containsExactly(Kind.MISSING_IN_SPARSE);
    }

    @Test
    void aYankInOneSourceAloneIsADifference() {
        assertThat(kinds(AlphaFile.of(TWO), AlphaFile.of(TWO_YANKED), null))
                .containsExactly(Kind.DIFFERENT);
    }

    @Test
    void anyByteOfALineCountsUpstream() {
        assertThat(kinds(AlphaFile.of(ONE), AlphaFile.of(ONE.replace("[]", "[ ]")), null))
                .containsExactly(Kind.DIFFERENT);
    }

    @Test
    void aVisibleLineMayHaveATorrent() {
        String visible = ONE.replace("}", ",\"torrent\":{}}");

        assertThat(kinds(AlphaFile.of(ONE), AlphaFile.of(ONE), AlphaFile.of(visible))).isEmpty();
    }

    @Test
    void whatIsVisibleFollowsUpstream() {
        assertThat(kinds(AlphaFile.of(ONE, TWO), AlphaFile.of(ONE, TWO), AlphaFile.of(ONE)))
                .containsExactly(Kind.NOT_VISIBLE);
        assertThat(kinds(AlphaFile.of(TWO_YANKED), AlphaFile.of(TWO_YANKED), AlphaFile.of(TWO)))
                .containsExactly(Kind.VISIBLE_OTHERWISE);
        assertThat(kinds(AlphaFile.of(ONE), AlphaFile.of(ONE), AlphaFile.of(ONE, TWO)))
                .containsExactly(Kind.VISIBLE_BUT_GONE);
    }

    @Test
    void whatNobodyWatchesIsNoDifference() {
        assertThat(
                        Differences.of(
                                AlphaFile.of(ONE),
                                AlphaFile.of(TWO),
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
}

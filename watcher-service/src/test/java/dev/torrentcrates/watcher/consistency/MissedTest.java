package dev.torrentcrates.watcher.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MissedTest {
    private static final String ONE = AlphaFile.line("1.0.0", "a", false);
    private static final String TWO = AlphaFile.line("2.0.0", "b", false);
    private static final String TWO_YANKED = AlphaFile.line("2.0.0", "b", true);
    private static final String THREE = AlphaFile.line("3.0.0", "c", false);

    @Test
    void onlyWhatHasLastedIsTakenFromTheSparseFile() {
        IndexFile git = AlphaFile.of(ONE, TWO);
        IndexFile sparse = AlphaFile.of(TWO_YANKED, THREE);

        assertThat(target(git, Missed.Origin.FOLLOWED, git, sparse, Set.of("1.0.0")))
                .containsExactly(ONE, TWO_YANKED, THREE);
        assertThat(target(git, Missed.Origin.FOLLOWED, git, sparse, Set.of("3.0.0")))
                .containsExactly(TWO_YANKED);
    }

    @Test
    void whatWasCorrectedFollowsTheSparseFileAtOnceWhereTheTwoAgree() {
        IndexFile git = AlphaFile.of(ONE);
        IndexFile log = AlphaFile.of(ONE, TWO);

        assertThat(target(log, Missed.Origin.CORRECTED, git, AlphaFile.of(ONE), Set.of()))
                .containsExactly(ONE);
        assertThat(target(log, Missed.Origin.FOLLOWED, git, AlphaFile.of(ONE), Set.of()))
                .containsExactly(ONE, TWO);
    }

    @Test
    void whatWasCorrectedStaysWhileTheSparseFileSaysIt() {
        IndexFile git = AlphaFile.of(ONE);
        IndexFile log = AlphaFile.of(ONE, TWO);

        assertThat(
                        target(
                                log,
                                Missed.Origin.CORRECTED,
                                git,
                                AlphaFile.of(ONE, TWO),
                                Set.of("2.0.0")))
                .containsExactly(ONE, TWO);
        assertThat(target(log, Missed.Origin.CORRECTED, git, AlphaFile.of(ONE, TWO), Set.of()))
                .containsExactly(ONE, TWO);
    }

    @Test
    void aVersionWhoseLineIsDamagedIsNotDeleted() {
        IndexFile damaged = AlphaFile.of(ONE, TWO.replace("false", "17"));

        assertThat(
                        target(
                                AlphaFile.of(ONE, TWO),
                                Missed.Origin.CORRECTED,
                                damaged,
                                damaged,
                                Set.of()))
                .containsExactly(ONE, TWO);
        assertThat(
                        target(
                                AlphaFile.of(ONE, TWO),
                                Missed.Origin.FOLLOWED,
                                AlphaFile.of(ONE, TWO),
                                damaged,
                                Set.of()))
                .containsExactly(ONE, TWO);
    }

    /**
     * @param young versions whose differences have not lasted
     */
    private static List<String> target(
            IndexFile log,
            Missed.Origin origin,
            IndexFile git,
            IndexFile sparse,
            Set<String> young) {
        Set<Difference> lasting = new HashSet<>(Differences.of(git, sparse, null, _ -> true));
        Set<Difference> fresh = new HashSet<>(lasting);
        fresh.removeIf(difference -> !young.contains(difference.version()));
        lasting.removeAll(fresh);
        return Missed.target(
                        log, origin, new Missed.Upstream(git, sparse, lasting, fresh), _ -> true)
                .readableLines()
                .stream()
                .map(IndexLine::json)
                .toList();
    }
}

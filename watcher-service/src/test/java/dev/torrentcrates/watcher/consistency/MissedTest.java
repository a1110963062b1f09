package dev.torrentcrates.watcher.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MissedTest {
    private static final String PATH = "al/ph/alpha";
    private static final String ONE = line("1.0.0", "a", false);
    private static final String TWO = line("2.0.0", "b", false);
    private static final String TWO_YANKED = line("2.0.0", "b", true);
    private static final String THREE = line("3.0.0", "c", false);

    @Test
    void onlyWhatHasLastedIsTakenFromTheSparseFile() {
        IndexFile git = file(ONE, TWO);
        IndexFile sparse = file(TWO_YANKED, THREE);

        assertThat(target(git, Missed.Origin.FOLLOWED, git, sparse, Set.of("1.0.0")))
                .containsExactly(ONE, TWO_YANKED, THREE);
        assertThat(target(git, Missed.Origin.FOLLOWED, git, sparse, Set.of("3.0.0")))
                .containsExactly(TWO_YANKED);
    }

    @Test
    void whatWasCorrectedFollowsTheSparseFileAtOnceWhereTheTwoAgree() {
        IndexFile git = file(ONE);
        IndexFile log = file(ONE, TWO);

        assertThat(target(log, Missed.Origin.CORRECTED, git, file(ONE), Set.of()))
                .containsExactly(ONE);
        assertThat(target(log, Missed.Origin.FOLLOWED, git, file(ONE), Set.of()))
                .containsExactly(ONE, TWO);
    }

    @Test
    void whatWasCorrectedStaysWhileTheSparseFileSaysIt() {
        IndexFile git = file(ONE);
        IndexFile log = file(ONE, TWO);

        assertThat(target(log, Missed.Origin.CORRECTED, git, file(ONE, TWO), Set.of("2.0.0")))
                .containsExactly(ONE, TWO);
        assertThat(target(log, Missed.Origin.CORRECTED, git, file(ONE, TWO), Set.of()))
                .containsExactly(ONE, TWO);
    }

    @Test
    void aVersionWhoseLineIsDamagedIsNotDeleted() {
        IndexFile damaged = file(ONE, TWO.replace("false", "17"));

        assertThat(target(file(ONE, TWO), Missed.Origin.CORRECTED, damaged, damaged, Set.of()))
                .containsExactly(ONE, TWO);
        assertThat(
                        target(
                                file(ONE, TWO),
                                Missed.Origin.FOLLOWED,
                                file(ONE, TWO),
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

    private static IndexFile file(String... lines) {
        return IndexFile.ofLines(PATH, Stream.of(lines).toList());
    }

    private static String line(String version, String digit, boolean yanked) {
        return "{\"name\":\"alpha\",\"vers\":\"%s\",\"deps\":[],\"cksum\":\"%s\",\"yanked\":%s}"
                .formatted(version, digit.repeat(64), yanked);
    }
}

package dev.torrentcrates.watcher.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final List<String> ALL =
            IntStream.range(0, SparseFiles.AT_ONCE + 5).mapToObj(i -> "crate-" + i).toList();

    private final Sweep sweep = new Sweep();

    @Test
    void everyCrateHasItsTurnAFewWithEachLook() {
        List<String> first = sweep.turn(ALL);
        assertThat(first).isEqualTo(ALL.subList(0, SparseFiles.AT_ONCE));
        assertThat(sweep.turn(ALL)).isEqualTo(first);

        first.forEach(sweep::passed);
        List<String> rest = sweep.turn(ALL);
        assertThat(rest).isEqualTo(ALL.subList(SparseFiles.AT_ONCE, ALL.size()));

        rest.forEach(sweep::passed);
        assertThat(sweep.turn(ALL)).isEqualTo(first);
    }

    @Test
    void aFewThatAreGoneAreNoReasonToBeginAnewAndMoreAre() {
        sweep.turn(ALL);
        assertThat(sweep.suspects(Sweep.FEW_GONE)).isFalse();
        sweep.letGo(Sweep.FEW_GONE);
        assertThat(sweep.suspects(0)).isFalse();
        assertThat(sweep.suspects(1)).isTrue();
    }

    @Test
    void whatWasLetGoCountsUntilTheSweepEnds() {
        sweep.turn(ALL);
        sweep.letGo(Sweep.FEW_GONE);
        ALL.forEach(sweep::passed);
        sweep.turn(ALL);

        assertThat(sweep.suspects(1)).isFalse();
    }

    @Test
    void onceSuspectedAllTheRestIsDueUntilItWasPassed() {
        sweep.turn(ALL);
        Set<String> left = sweep.beginWhole(ALL, Set.of("crate-0"));
        assertThat(left).containsExactlyElementsOf(ALL.subList(1, ALL.size()));
        assertThat(sweep.turn(ALL)).hasSize(ALL.size() - 1);
        assertThat(sweep.suspects(ALL.size())).isFalse();

        ALL.forEach(sweep::passed);
        assertThat(sweep.turn(ALL)).hasSize(SparseFiles.AT_ONCE);
        assertThat(sweep.isWhole()).isFalse();
    }
}

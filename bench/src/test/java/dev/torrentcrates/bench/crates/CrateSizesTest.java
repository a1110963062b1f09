package dev.torrentcrates.bench.crates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class CrateSizesTest {
    private static final int CAP = 10_000_000;
    private final CrateSizes sizes = CrateSizes.of(2_000, CAP);

    @Test
    void theyAreDistributedAsThoseOfCratesIo() {
        assertThat(sizes.quantile(0.5)).isBetween(16_000, 25_000);
        assertThat(sizes.sum() / 2_000).isBetween(60_000L, 70_000L);
        assertThat(sizes.quantile(0.99)).isBetween(900_000, 1_100_000);
        assertThat(sizes.quantile(1)).isBetween(5_000_000, CAP);
    }

    @Test
    void anotherNumberOfThemHasNearlyTheSameMean() {
        assertThat(CrateSizes.of(20_000, CAP).sum() / 20_000)
                .isCloseTo(sizes.sum() / 2_000, Percentage.withPercentage(5));
    }

    @Test
    void theyAreTheSameEachTime() {
        assertThat(CrateSizes.of(2_000, CAP)).isEqualTo(sizes);
    }

    @Test
    void largeOnesStandAnywhere() {
        List<Integer> half = sizes.bytes().subList(0, 1_000);

        assertThat(new CrateSizes(half).quantile(0.5)).isBetween(15_000, 26_000);
        assertThat(half).anyMatch(bytes -> bytes > 1_000_000);
    }

    @Test
    void noneIsAboveTheCap() {
        CrateSizes capped = CrateSizes.of(2_000, 100_000);

        assertThat(capped.bytes()).allMatch(bytes -> bytes <= 100_000).contains(100_000);
        assertThat(capped.quantile(0.5)).isEqualTo(sizes.quantile(0.5));
    }

    @Test
    void theirTitleSaysHowTheyAre() {
        assertThat(new CrateSizes(List.of(1 << 10, 2 << 10, 3 << 20)))
                .hasToString(
                        "3 made-up crate files in the proportions of crates.io: median 2 KB, mean"
                                + " 1025 KB, 99th percentile 3,072 KB, largest 3.0 MB, together 3"
                                + " MB");
        assertThatIllegalArgumentException().isThrownBy(() -> new CrateSizes(List.of()));
    }
}

package dev.torrentcrates.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantilesTest {
    private final Quantiles quantiles = new Quantiles(0, 0, 0.5, 0, 0.6, 1, 1, 100);

    @Test
    void thePointsGivenAreHit() {
        assertThat(quantiles.at(0)).isZero();
        assertThat(quantiles.at(0.5)).isZero();
        assertThat(quantiles.at(0.6)).isEqualTo(1);
        assertThat(quantiles.at(1)).isEqualTo(100);
    }

    @Test
    void betweenThemValuesRiseAsLogarithmsDo() {
        assertThat(quantiles.at(0.8)).isBetween(12, 15);
        assertThat(quantiles.at(0.9)).isGreaterThan(quantiles.at(0.8));
    }
}

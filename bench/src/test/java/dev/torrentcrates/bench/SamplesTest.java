package dev.torrentcrates.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void theMedianIsTheOneInTheMiddleWhateverTheOrder() {
        assertThat(of(9, 1, 5).median()).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(of(8, 2, 4, 6).median()).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void nineInTenAreNotAboveThePercentile() {
        Samples twenty = of(IntStream.rangeClosed(1, 20).toArray());

        assertThat(twenty.p90()).isEqualTo(Duration.ofMillis(18));
        assertThat(twenty.max()).isEqualTo(Duration.ofMillis(20));
        assertThat(of(7).p90()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void nothingMeasuredIsNoSample() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Samples(List.of()));
    }

    private static Samples of(int... millis) {
        return new Samples(IntStream.of(millis).mapToObj(Duration::ofMillis).toList());
    }
}

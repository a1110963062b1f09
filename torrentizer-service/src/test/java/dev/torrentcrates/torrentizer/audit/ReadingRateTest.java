package dev.torrentcrates.torrentizer.audit;

import static dev.torrentcrates.torrentizer.Fixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadingRateTest {
    private static final int MEGABYTE = 1 << 20;

    private final ReadingRate rate = new ReadingRate(MEGABYTE);

    @Test
    void anAverageIsKept() {
        Instant now = NOON;
        long bytes = 0;
        for (int i = 0; i < 1_000; i++) {
            now = now.plus(rate.pause(now));
            rate.read(100_000, now);
            bytes += 100_000;
        }

        double perSecond = bytes * 1_000.0 / Duration.between(NOON, now).toMillis();
        assertThat(perSecond).isBetween(0.8 * MEGABYTE, 1.0 * MEGABYTE);
    }

    @Test
    void emptyObjectsCostSomethingToo() {
        rate.read(0, NOON);

        assertThat(rate.pause(NOON)).isPositive();
    }

    @Test
    void whatWasNotReadInTimeIsNotMadeUpFor() {
        rate.read(MEGABYTE, NOON);
        Instant later = NOON.plusSeconds(1_000);
        assertThat(rate.pause(later)).isZero();

        rate.read(MEGABYTE, later);

        assertThat(rate.pause(later)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theLargestFileDoesNotOverflow() {
        rate.read(1L << 32, NOON);

        assertThat(rate.pause(NOON).toSeconds()).isEqualTo(4096);
    }
}

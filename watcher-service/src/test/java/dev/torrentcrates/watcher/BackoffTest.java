package dev.torrentcrates.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void pausesGrowToTheLongestAndBeginAnewWhenItWentWell() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), new Random(1));

        for (long due : new long[] {1_000, 2_000, 4_000, 8_000, 10_000, 10_000}) {
            assertThat(backoff.next().toMillis()).isBetween(due / 2, due);
        }
        backoff.reset();
        assertThat(backoff.next().toMillis()).isBetween(500L, 1_000L);
    }
}

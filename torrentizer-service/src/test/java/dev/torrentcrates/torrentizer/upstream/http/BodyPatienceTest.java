package dev.torrentcrates.torrentizer.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyPatienceTest {
    private static final long SECOND = 1_000_000_000;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final BodyPatience patience = new BodyPatience(PAUSE, 1_000, DAY);

    @Test
    void atFirstThereIsAsMuchTimeAsForAPause() {
        assertThat(patience.slackNanos(0, 0)).isEqualTo(10 * SECOND);
        assertThat(patience.slackNanos(0, 10 * SECOND)).isZero();
    }

    @Test
    void whatHasComeGivesTimeToWhatHasNot() {
        assertThat(patience.slackNanos(2_500, 0)).isEqualTo(12 * SECOND + SECOND / 2);
        assertThat(patience.slackNanos(2_500, 13 * SECOND)).isNegative();
    }

    @Test
    void howeverFastItComesABodyHasAnEnd() {
        BodyPatience hurried = new BodyPatience(PAUSE, 1_000, Duration.ofSeconds(11));

        assertThat(hurried.slackNanos(1_000_000, 10 * SECOND)).isEqualTo(SECOND);
        assertThat(hurried.slackNanos(1_000_000, 11 * SECOND)).isZero();
        assertThat(hurried.slackNanos(0, 0)).isEqualTo(10 * SECOND);
    }

    @Test
    void theLongestFilesOverflowNothing() {
        BodyPatience slow = new BodyPatience(PAUSE, 1, DAY);

        assertThat(slow.slackNanos(Long.MAX_VALUE / SECOND, 0)).isPositive();
    }
}

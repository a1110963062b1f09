package dev.torrentcrates.torrentizer.upstream;

import static dev.torrentcrates.torrentizer.Fixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    @Test
    void secondsAndDatesAreUnderstood() {
        assertThat(RetryAfter.parse("120", NOON)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Sun, 01 Nov 2026 12:00:30 GMT", NOON))
                .contains(Duration.ofSeconds(30));
    }

    @Test
    void whatIsPastOrNonsenseIsIgnored() {
        assertThat(RetryAfter.parse("Sun, 01 Nov 2026 11:00:00 GMT", NOON)).isEmpty();
        assertThat(RetryAfter.parse("-5", NOON)).isEmpty();
        assertThat(RetryAfter.parse("soon", NOON)).isEmpty();
        assertThat(RetryAfter.parse("", NOON)).isEmpty();
        assertThat(RetryAfter.parse("9".repeat(30), NOON)).isEmpty();
    }
}

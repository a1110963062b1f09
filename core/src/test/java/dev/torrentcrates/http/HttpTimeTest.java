package dev.torrentcrates.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTimeTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @Test
    void aDateIsReadAsHttpWritesIt() {
        assertThat(HttpTime.date(" Wed, 25 Nov 2026 10:00:30 GMT")).hasValue(NOW.plusSeconds(30));
        assertThat(HttpTime.date("2026-11-25T10:00:30Z")).isEmpty();
    }

    @Test
    void aServerIsLeftAloneForSecondsOrUntilADate() {
        assertThat(HttpTime.retryAfter("120", NOW)).hasValue(Duration.ofMinutes(2));
        assertThat(HttpTime.retryAfter("Wed, 25 Nov 2026 10:02:00 GMT", NOW))
                .hasValue(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "9999999999", "Wed, 25 Nov 2026 09:59:59 GMT"})
    void whatIsNeitherOrHasPassedIsNoTime(String header) {
        assertThat(HttpTime.retryAfter(header, NOW)).isEmpty();
    }
}

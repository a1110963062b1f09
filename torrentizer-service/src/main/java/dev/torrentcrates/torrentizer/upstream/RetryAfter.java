package dev.torrentcrates.torrentizer.upstream;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The header of that name.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, 10.2.3</a>
 */
final class RetryAfter {
    /** More digits would be more seconds than a duration holds; nobody waits for centuries. */
    private static final int MAX_DIGITS = 9;

    private RetryAfter() {}

    /** Reads seconds or a date; empty where it is neither, or past. */
    static Optional<Duration> parse(String header, Instant now) {
        String text = header.strip();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return text.length() <= MAX_DIGITS
                    ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                    : Optional.empty();
        }
        try {
            Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return date.isAfter(now) ? Optional.of(Duration.between(now, date)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

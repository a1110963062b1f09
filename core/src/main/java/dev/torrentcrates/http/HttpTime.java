package dev.torrentcrates.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Times as HTTP's headers write them. Pure. */
public final class HttpTime {
    /** More would be more seconds than a duration holds; nobody waits for centuries. */
    private static final int MAX_DIGITS = 9;

    private HttpTime() {}

    /** A date, such as that of Last-Modified; empty where it is none. */
    public static Optional<Instant> date(String header) {
        try {
            return Optional.of(
                    Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.strip())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * How long a server wants to be left alone: seconds, or until a date. Empty where that is none,
     * or has passed.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, 10.2.3</a>
     */
    public static Optional<Duration> retryAfter(String header, Instant now) {
        String text = header.strip();
        boolean seconds = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (seconds) {
            return text.length() > MAX_DIGITS
                    ? Optional.empty()
                    : Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        return date(text).map(date -> Duration.between(now, date)).filter(Duration::isPositive);
    }
}

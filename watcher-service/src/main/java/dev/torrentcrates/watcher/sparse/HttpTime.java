package dev.torrentcrates.watcher.sparse;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times as HTTP's headers write them. Pure. */
final class HttpTime {
    /** Nobody is left alone for longer, whatever it asks for: a typing error is no ban. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** More digits are more than the longest pause. */
    private static final int MAX_DIGITS = 9;

    private HttpTime() {}

    /** A date, such as that of Last-Modified; empty where it is none. */
    static Optional<Instant> date(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.strip())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * How long a server wants to be left alone: seconds, or until a date.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, 10.2.3</a>
     */
    static Optional<Duration> retryAfter(String header, Instant now) {
        String text = header.strip();
        Optional<Duration> pause =
                !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')
                        ? Optional.of(seconds(text))
                        : date(text).map(date -> Duration.between(now, date));
        return pause.filter(Duration::isPositive)
                .map(asked -> asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE);
    }

    private static Duration seconds(String digits) {
        return digits.length() > MAX_DIGITS
                ? LONGEST_PAUSE
                : Duration.ofSeconds(Long.parseLong(digits));
    }
}

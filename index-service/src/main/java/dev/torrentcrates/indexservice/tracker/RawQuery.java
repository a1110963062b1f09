package dev.torrentcrates.indexservice.tracker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A query string whose values are bytes: an infohash is no text in any charset. */
final class RawQuery {
    /** An announce has a dozen parameters and some 300 characters; more is no announce. */
    private static final int MAX_LENGTH = 4_096;

    private final Map<String, byte[]> values = new HashMap<>();

    private RawQuery() {}

    /**
     * Reads a query string as it came, percent signs and all. The first of several values of a name
     * counts.
     *
     * @throws InvalidAnnounceException where it is too long or has a broken percent escape
     */
    static RawQuery parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidAnnounceException("the query is too long");
        }
        RawQuery query = new RawQuery();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.values.putIfAbsent(
                        pair.substring(0, equals), decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    Optional<byte[]> bytes(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Optional<String> text(String name) {
        return bytes(name).map(value -> new String(value, ISO_8859_1));
    }

    /** A whole number; empty where there is none or it is none. */
    Optional<Long> number(String name) {
        return text(name).filter(value -> value.matches("-?[0-9]{1,18}")).map(Long::valueOf);
    }

    private static byte[] decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(16 * digit(text, i + 1) + digit(text, i + 2));
                i += 2;
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        return bytes.toByteArray();
    }

    private static int digit(String text, int at) {
        int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0) {
            throw new InvalidAnnounceException("a percent sign without two hex digits");
        }
        return digit;
    }
}

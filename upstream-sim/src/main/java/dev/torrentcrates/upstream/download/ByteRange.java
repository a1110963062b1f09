package dev.torrentcrates.upstream.download;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a request asks for, within the file.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte, not before the first
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-range">RFC 9110</a>
 */
record ByteRange(int first, int last) {
    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,9})-(\\d{0,9})");

    /** Reads a {@code Range} header; empty means the whole file, as for several ranges at once. */
    static Optional<ByteRange> of(@Nullable String header, int length) {
        Matcher matcher = ONE_RANGE.matcher(header == null ? "" : header);
        if (!matcher.matches() || matcher.group().equals("bytes=-")) {
            return Optional.empty();
        }
        int end = length - 1;
        if (matcher.group(1).isEmpty()) {
            return within(Math.max(0, length - Integer.parseInt(matcher.group(2))), end);
        }
        int first = Integer.parseInt(matcher.group(1));
        return matcher.group(2).isEmpty()
                ? within(first, end)
                : within(first, Math.min(end, Integer.parseInt(matcher.group(2))));
    }

    int length() {
        return last - first + 1;
    }

    private static Optional<ByteRange> within(int first, int last) {
        return first > last ? Optional.empty() : Optional.of(new ByteRange(first, last));
    }
}

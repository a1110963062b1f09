package dev.torrentcrates.indexservice.content;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request's {@code Range} asks for, of a content whose length is known. Several ranges,
 * other units and what is no range at all are answered with the whole, as RFC 9110 allows.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14">RFC 9110, range requests</a>
 */
public sealed interface RangeHeader {
    /** The whole content: 200. */
    record Whole() implements RangeHeader {}

    /**
     * A part: 206.
     *
     * @param offset of the first byte
     * @param length at least 1, and no more than there is
     */
    record Part(long offset, long length) implements RangeHeader {
        /** The value of {@code Content-Range}. */
        public String contentRange(long total) {
            return "bytes " + offset + "-" + (offset + length - 1) + "/" + total;
        }
    }

    /** Beyond the end: 416. */
    record Unsatisfiable() implements RangeHeader {}

    /** One range; numbers of more digits than any length has make it none. */
    Pattern SINGLE = Pattern.compile("bytes=\\s*([0-9]{0,18})\\s*-\\s*([0-9]{0,18})\\s*");

    /** Reads the header; null where there is none. */
    static RangeHeader parse(@Nullable String header, long total) {
        Matcher range = SINGLE.matcher(header == null ? "" : header);
        if (!range.matches()) {
            return new Whole();
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : suffix(Long.parseLong(last), total);
        }
        long start = Long.parseLong(first);
        long end = last.isEmpty() ? total - 1 : Math.min(Long.parseLong(last), total - 1);
        if (!last.isEmpty() && Long.parseLong(last) < start) {
            return new Whole();
        }
        return start >= total ? new Unsatisfiable() : new Part(start, end - start + 1);
    }

    private static RangeHeader suffix(long length, long total) {
        long available = Math.min(length, total);
        return available == 0 ? new Unsatisfiable() : new Part(total - available, available);
    }
}

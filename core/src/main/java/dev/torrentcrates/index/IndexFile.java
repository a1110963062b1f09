package dev.torrentcrates.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.crate.CrateVersion;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of the index as it stands: its lines, not yet looked into.
 *
 * @param path in the index, such as {@code se/rd/serde}
 * @param lines all but the empty ones
 */
public record IndexFile(String path, List<RawLine> lines) {
    /** Copies the list. */
    public IndexFile {
        lines = List.copyOf(lines);
    }

    /**
     * A line of which nothing is known yet.
     *
     * @param number counted from 1
     * @param text the line, or null where it is not UTF-8
     * @param garbled the line where it is not UTF-8, a character for each byte; else empty
     */
    public record RawLine(int number, @Nullable String text, String garbled) {
        /** Whether this stands somewhere in the line, readable or not. */
        private boolean holds(String ascii) {
            return (text == null ? garbled : text).contains(ascii);
        }

        private boolean isReadable() {
            return text != null && IndexLine.parseIfReadable(text).isPresent();
        }
    }

    /** Splits the content of a file. */
    public static IndexFile of(String path, byte[] content) {
        List<RawLine> lines = new ArrayList<>();
        int number = 1;
        int start = 0;
        for (int i = 0; i <= content.length; i++) {
            if (i == content.length || content[i] == '\n') {
                if (i > start) {
                    String text = decode(content, start, i);
                    String garbled =
                            text == null ? new String(content, start, i - start, ISO_8859_1) : "";
                    lines.add(new RawLine(number, text, garbled));
                }
                number++;
                start = i + 1;
            }
        }
        return new IndexFile(path, lines);
    }

    /** A file of lines that are known to be text. */
    public static IndexFile ofLines(String path, List<String> texts) {
        List<RawLine> lines = new ArrayList<>(texts.size());
        for (String text : texts) {
            lines.add(new RawLine(lines.size() + 1, text, ""));
        }
        return new IndexFile(path, lines);
    }

    /** The file that is not there. */
    public static IndexFile absent(String path) {
        return new IndexFile(path, List.of());
    }

    /** The lines that can be read, parsed. */
    public List<IndexLine> readableLines() {
        List<IndexLine> readable = new ArrayList<>();
        for (RawLine line : lines) {
            if (line.text() != null) {
                IndexLine.parseIfReadable(line.text()).ifPresent(readable::add);
            }
        }
        return readable;
    }

    /**
     * Whether a line that cannot be read seems to be of a version: a damaged line is not a
     * deletion.
     */
    public boolean hasDamaged(CrateVersion version) {
        String quoted = "\"" + version + "\""; // As it stands in JSON.
        return lines.stream().anyMatch(line -> line.holds(quoted) && !line.isReadable());
    }

    /** The lines that are text, each with its line feed. */
    public byte[] content() {
        StringBuilder content = new StringBuilder();
        for (RawLine line : lines) {
            if (line.text() != null) {
                content.append(line.text()).append('\n');
            }
        }
        return content.toString().getBytes(UTF_8);
    }

    /** Nearly all lines are ASCII, which the JDK copies many times faster than it decodes. */
    private static @Nullable String decode(byte[] content, int start, int end) {
        if (isAscii(content, start, end)) {
            return new String(content, start, end - start, US_ASCII);
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(content, start, end - start))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isAscii(byte[] content, int start, int end) {
        for (int i = start; i < end; i++) {
            if (content[i] < 0) {
                return false;
            }
        }
        return true;
    }
}

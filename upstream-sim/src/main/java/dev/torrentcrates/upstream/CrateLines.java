package dev.torrentcrates.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.InvalidIndexLineException;
import dev.torrentcrates.upstream.download.Release;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The lines of one file of the index while it is edited.
 *
 * <p>Lines are bytes: one that is not JSON, or not even UTF-8, stays as it is when others change.
 */
final class CrateLines {
    private final List<byte[]> lines = new ArrayList<>();

    CrateLines(byte[] content) {
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                lines.add(Arrays.copyOfRange(content, start, i));
                start = i + 1;
            }
        }
        if (start < content.length) {
            lines.add(Arrays.copyOfRange(content, start, content.length));
        }
    }

    /** The whole file, each line ended by a line feed; empty where no line is left. */
    byte[] content() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            content.writeBytes(line);
            content.write('\n');
        }
        return content.toByteArray();
    }

    /** The lines that can be read, in the file's order. */
    List<IndexLine> parsed() {
        return lines.stream().map(CrateLines::parse).flatMap(Optional::stream).toList();
    }

    Optional<IndexLine> find(Release release) {
        return parsed().stream().filter(line -> Release.of(line).equals(release)).findFirst();
    }

    void append(byte[] line) {
        lines.add(line);
    }

    void remove(Release release) {
        lines.remove(indexOf(release));
    }

    void rewrite(Release release, UnaryOperator<String> edit) {
        int index = indexOf(release);
        String line = new String(lines.get(index), UTF_8);
        lines.set(index, edit.apply(line).getBytes(UTF_8));
    }

    private int indexOf(Release release) {
        for (int i = 0; i < lines.size(); i++) {
            if (parse(lines.get(i)).map(Release::of).filter(release::equals).isPresent()) {
                return i;
            }
        }
        throw new NoSuchElementException(release + " is not in the index; publish it first");
    }

    private static Optional<IndexLine> parse(byte[] line) {
        try {
            return Optional.of(IndexLine.parse(new String(line, UTF_8)));
        } catch (InvalidIndexLineException e) {
            return Optional.empty();
        }
    }
}

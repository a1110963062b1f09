package dev.torrentcrates.upstream;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.index.IndexLine;

/**
 * Changes to the text of one index line that leave all its other bytes alone.
 *
 * <p>A quote within a JSON string is escaped, so the keys looked for here are never found inside a
 * value; and no other object in a line has a boolean {@code yanked} or a {@code cksum}.
 */
final class LineEdit {
    private static final String YANKED = "\"yanked\":true";
    private static final String NOT_YANKED = "\"yanked\":false";

    private LineEdit() {}

    static String yanked(String line) {
        return line.contains(NOT_YANKED) || line.contains(YANKED)
                ? line.replace(NOT_YANKED, YANKED)
                : withLastKey(line, YANKED);
    }

    static String unyanked(String line) {
        return line.replace(YANKED, NOT_YANKED);
    }

    static String withCksum(String line, Sha256 cksum) {
        String before = IndexLine.parse(line).cksum().hex();
        return line.replace("\"cksum\":\"" + before + "\"", "\"cksum\":\"" + cksum + "\"");
    }

    private static String withLastKey(String line, String key) {
        int end = line.lastIndexOf('}');
        return line.substring(0, end) + "," + key + line.substring(end);
    }
}

package dev.torrentcrates.watcher.consistency;

import dev.torrentcrates.index.IndexFile;
import java.util.List;

/** The file of a crate alpha, as a source may have it. */
final class AlphaFile {
    private static final String PATH = "al/ph/alpha";

    private AlphaFile() {}

    static IndexFile of(String... lines) {
        return IndexFile.ofLines(PATH, List.of(lines));
    }

    /**
     * A line of it.
     *
     * @param digit of which the cksum is made
     */
    static String line(String version, String digit, boolean yanked) {
        return "{\"name\":\"alpha\",\"vers\":\"%s\",\"deps\":[],\"cksum\":\"%s\",\"yanked\":%s}"
                .formatted(version, digit.repeat(64), yanked);
    }
}

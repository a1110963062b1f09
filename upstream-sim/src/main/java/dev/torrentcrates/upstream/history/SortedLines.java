package dev.torrentcrates.upstream.history;

import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The lines of every file of an index, in order within each: so the files of a tree compare with
 * those that were folded from events, which know no order of versions.
 */
public final class SortedLines {
    private SortedLines() {}

    /** Of files by their paths: the lines that can be read. */
    public static SortedMap<String, List<String>> of(Map<String, IndexFile> files) {
        SortedMap<String, List<String>> lines = new TreeMap<>();
        files.forEach(
                (path, file) ->
                        lines.put(
                                path,
                                file.readableLines().stream()
                                        .map(IndexLine::json)
                                        .sorted()
                                        .toList()));
        return lines;
    }

    /** Of a branch, as {@link IndexReading} reads it. */
    public static SortedMap<String, List<String>> of(Path git, String branch) throws IOException {
        SortedMap<String, List<String>> files = IndexReading.lines(git, branch);
        files.replaceAll((_, lines) -> lines.stream().sorted().toList());
        return files;
    }
}

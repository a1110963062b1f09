package dev.torrentcrates.upstream.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads an index by git itself and by a few rules of its own, none of the code that follows one: to
 * compare with what somebody has who followed it.
 */
public final class IndexReading {
    private static final JsonMapper JSON = new JsonMapper();

    private IndexReading() {}

    /**
     * The lines of every crate's file that are lines, byte for byte, by the files' paths. Of lines
     * of one version the first counts.
     *
     * @param git a bare repository
     * @param branch of the index, or a commit
     */
    public static SortedMap<String, List<String>> lines(Path git, String branch)
            throws IOException {
        SortedMap<String, List<String>> files = new TreeMap<>();
        String listing = GitProgram.in(git).run("ls-tree", "-r", "--name-only", branch);
        for (String path : listing.lines().toList()) {
            if (path.startsWith(".") || path.contains("/.") || path.equals("config.json")) {
                continue;
            }
            List<String> lines =
                    readable(path, GitProgram.in(git).run("cat-file", "blob", branch + ":" + path));
            if (!lines.isEmpty()) {
                files.put(path, lines);
            }
        }
        return files;
    }

    private static List<String> readable(String path, String content) {
        Set<String> versions = new HashSet<>();
        List<String> lines = new ArrayList<>();
        for (String line : content.split("\n")) {
            JsonNode json = parse(line);
            String name = json.path("name").asText();
            if (json.path("cksum").asText().matches("[0-9a-f]{64}")
                    && path.endsWith("/" + name.toLowerCase(Locale.ROOT))
                    && versions.add(json.path("vers").asText())) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line.getBytes(UTF_8).length == 0 ? "{}" : line);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}

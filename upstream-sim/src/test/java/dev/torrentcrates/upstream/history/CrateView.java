package dev.torrentcrates.upstream.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What stands in a tree about one crate, whatever the spelling.
 *
 * @param paths of its files
 * @param lines of all of them, a character for each byte
 * @param versions that can be read, each as its line has it
 */
record CrateView(Set<String> paths, List<String> lines, SortedMap<String, String> versions) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    static CrateView of(String canonical, Map<String, byte[]> files) {
        Set<String> paths = new HashSet<>();
        List<String> lines = new ArrayList<>();
        SortedMap<String, String> versions = new TreeMap<>();
        files.forEach(
                (path, content) -> {
                    String file = path.substring(path.lastIndexOf('/') + 1);
                    if (file.replace('_', '-').equals(canonical)) {
                        paths.add(path);
                        lines.addAll(split(content));
                    }
                });
        for (String line : lines) {
            JsonNode json = json(line);
            String name = json.path("name").asText().toLowerCase(Locale.ROOT);
            if (name.replace('_', '-').equals(canonical)) {
                versions.put(json.path("vers").asText(), line);
            }
        }
        return new CrateView(paths, lines, versions);
    }

    /** At line feeds alone: a carriage return is white space within a line. */
    static List<String> split(byte[] content) {
        return Stream.of(new String(content, ISO_8859_1).split("\n", -1))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Empty where the line is none. */
    static JsonNode json(String line) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(ISO_8859_1));
            return JSON.readTree(UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException | JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    static boolean isUtf8(String line) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(line.getBytes(ISO_8859_1)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    Set<String> names() {
        Set<String> names = new HashSet<>();
        versions.values().forEach(line -> names.add(json(line).path("name").asText()));
        return names;
    }

    /** The lines that another has not, each as often as it has it less. */
    List<String> without(CrateView other) {
        return without(lines, other.lines);
    }

    static List<String> without(Collection<String> all, Collection<String> taken) {
        List<String> left = new ArrayList<>(all);
        taken.forEach(left::remove);
        return left;
    }

    static JsonNode without(String line, String field) {
        ObjectNode json = json(line).deepCopy();
        json.remove(field);
        return json;
    }
}

package dev.torrentcrates.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/events.md} says what the code does. */
class EventsDocumentTest {
    private static final Pattern SECTION =
            Pattern.compile("### (\\w+)\n((?:(?!\n#).)*)", Pattern.DOTALL);

    private final String document = read(projectFolder().resolve("docs/events.md"));

    @Test
    void everyTopicStandsThereWithItsPartitionsAndWhetherItIsCompacted() {
        Map<String, String> rows =
                Pattern.compile("\n\\| `([a-z.-]+)` \\| ([0-9]+) \\| ([^|]+) \\|")
                        .matcher(document)
                        .results()
                        .collect(Collectors.toMap(row -> row.group(1), EventsDocumentTest::row));

        assertThat(rows)
                .containsExactlyInAnyOrderEntriesOf(
                        Topics.ALL.stream()
                                .collect(Collectors.toMap(Topic::name, EventsDocumentTest::row)));
    }

    @Test
    void everyEventHasASectionThatNamesEachOfItsFields() throws IOException {
        Map<String, String> sections =
                SECTION.matcher(document)
                        .results()
                        .collect(
                                Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        Map<String, JsonNode> examples = examples();
        assertThat(sections.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        examples.keySet().stream()
                                .map(EventsDocumentTest::eventOf)
                                .collect(Collectors.toSet()));

        examples.forEach(
                (name, example) ->
                        example.fieldNames()
                                .forEachRemaining(
                                        field ->
                                                assertThat(sections)
                                                        .hasEntrySatisfying(
                                                                eventOf(name),
                                                                text ->
                                                                        assertThat(text)
                                                                                .as(name)
                                                                                .contains(
                                                                                        "`" + field
                                                                                                + "`"))));
    }

    @Test
    void everyReasonForAFailureStandsThere() {
        for (TorrentEvent.FailureReason reason : TorrentEvent.FailureReason.values()) {
            assertThat(document).contains("`" + reason + "`");
        }
    }

    private static String row(MatchResult row) {
        return row.group(2)
                + (row.group(3).startsWith("the last of each") ? " COMPACT" : " DELETE");
    }

    private static String row(Topic<?> topic) {
        return topic.partitions() + " " + topic.cleanup();
    }

    /** A forwarded change has an example of its own, and the section of what it forwards. */
    private static String eventOf(String example) {
        return example.replace("-forwarded", "");
    }

    private static Map<String, JsonNode> examples() throws IOException {
        Map<String, JsonNode> examples = new TreeMap<>();
        Path folder = projectFolder().resolve("core/src/test/resources/golden");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".json", "");
                examples.put(name, new JsonMapper().readTree(read(file)));
            }
        }
        return examples;
    }

    private static Path projectFolder() {
        return Path.of("..");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }
}

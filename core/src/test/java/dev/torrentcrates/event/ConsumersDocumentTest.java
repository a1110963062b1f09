package dev.torrentcrates.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The consumers that one copies name what the code names. The one in Java is run in {@code
 * eventlog}, which has a broker.
 */
class ConsumersDocumentTest {
    private static final Path DOCS = Path.of("..", "docs");

    static List<Path> consumers() throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve("consumers"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void eachOfThemStandsInTheContractAndThereAreNoOthers() throws IOException {
        Set<String> linked =
                Pattern.compile("\\(consumers/([^)]+)\\)")
                        .matcher(Files.readString(DOCS.resolve("events.md")))
                        .results()
                        .map(link -> link.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(linked)
                .containsExactlyInAnyOrder("follow.sh", "follow.py", "Follow.java", "follow.rs");
        assertThat(consumers())
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(linked);
    }

    @ParameterizedTest
    @MethodSource("consumers")
    void eachReadsWhatIsWrittenAndOnlyWhatIsCommitted(Path consumer) throws IOException {
        String text = Files.readString(consumer);

        assertThat(text)
                .contains(Topics.INDEX_EVENTS.name())
                .contains("\"ce_id\"", "\"ce_type\"")
                .contains("isolation.level", "read_committed")
                .contains("auto.offset.reset", "earliest")
                .contains("commit", "crate", "version");
    }

    @ParameterizedTest
    @MethodSource("consumers")
    void whoeverAssignsPartitionsKnowsHowManyThereAre(Path consumer) throws IOException {
        String text = Files.readString(consumer);
        List<String> numbers =
                Pattern.compile("PARTITIONS\\b[^=\n]*= *([0-9]+)")
                        .matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .toList();

        if (consumer.toString().endsWith(".sh")) {
            assertThat(text).as("a group is given its partitions").contains(" -G ");
        } else {
            assertThat(numbers).containsExactly(String.valueOf(Topics.PARTITIONS));
        }
    }
}

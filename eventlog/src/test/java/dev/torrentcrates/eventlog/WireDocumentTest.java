package dev.torrentcrates.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/** What {@code docs/events.md} says of a record beside its JSON. */
class WireDocumentTest {
    private final List<String> document;

    WireDocumentTest() throws IOException {
        document = Files.readAllLines(Path.of("..", "docs", "events.md"));
    }

    @Test
    void theHeadersAreThoseOfTheTable() {
        List<String> described =
                rows("\\| `(ce_[a-z]+|content-type)` \\| .*").map(row -> row.group(1)).toList();

        assertThat(record("serde").headers())
                .extracting(Header::key)
                .containsExactlyElementsOf(described);
    }

    @Test
    void aCrateIsInThePartitionThatTheTableSays() {
        List<MatchResult> described = rows("\\| `crates\\.io/([a-z-]+)` \\| ([0-9]+) \\|").toList();

        assertThat(described).hasSizeGreaterThan(3);
        for (MatchResult row : described) {
            ProducerRecord<String, byte[]> record = record(row.group(1).replace('-', '_'));
            assertThat(record.key()).isEqualTo("crates.io/" + row.group(1));
            assertThat(record.partition()).isEqualTo(Integer.parseInt(row.group(2)));
        }
    }

    private Stream<MatchResult> rows(String pattern) {
        return document.stream()
                .map(line -> Pattern.compile(pattern).matcher(line))
                .filter(Matcher::matches)
                .map(Matcher::toMatchResult);
    }

    private static ProducerRecord<String, byte[]> record(String crate) {
        Commit commit = new Commit("a".repeat(40), Instant.EPOCH);
        return EventRecords.write(
                Topics.INDEX_EVENTS,
                new IndexEvent.CrateDeleted(Registry.CRATES_IO, commit, CrateName.of(crate)));
    }
}

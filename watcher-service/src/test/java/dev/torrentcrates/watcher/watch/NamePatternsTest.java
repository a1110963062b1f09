package dev.torrentcrates.watcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamePatternsTest {
    @Test
    void spacesAroundAnEntryAreNoPartOfIt() {
        NamePatterns patterns = NamePatterns.of("watcher.exclude", List.of(" Serde_JSON ", " a* "));

        assertThat(patterns.names()).containsExactly("serde-json");
        assertThat(patterns.globs()).containsExactly(Glob.of("a*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "serde@1.0", "serde 1.0", "1password", "é", "a/b", "[ab]*"})
    void whatIsNoCrateIsRefusedByTheNameOfTheSetting(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamePatterns.of("watcher.include.names", List.of("ok", entry)))
                .withMessageStartingWith(
                        "watcher.include.names is crates such as serde or tokio-*, with commas"
                                + " between: ");
    }

    @Test
    void patternsAreBounded() {
        List<String> many = IntStream.rangeClosed(0, 1_000).mapToObj(i -> "a" + i + "*").toList();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamePatterns.of("watcher.exclude", many))
                .withMessage(
                        "watcher.exclude has at most 1000 patterns with * or ?, not 1001: write"
                                + " names, or wider patterns");
    }
}

package dev.torrentcrates.torrentizer.parked;

import static dev.torrentcrates.torrentizer.Fixture.COMMIT;
import static dev.torrentcrates.torrentizer.Fixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.VersionGivenUp;
import dev.torrentcrates.torrentizer.Fixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedriveChoiceTest {
    private static final List<String> TRUE = List.of("true");

    @Test
    void eachParameterNarrowsItDown() {
        assertThat(means(Map.of("all", TRUE))).isTrue();
        assertThat(means(Map.of("crate", List.of("Given_Up")))).isTrue();
        assertThat(means(Map.of("crate", List.of("other")))).isFalse();
        assertThat(means(Map.of("version", List.of("1.0.0")))).isTrue();
        assertThat(means(Map.of("version", List.of("1.0.1")))).isFalse();
        assertThat(means(Map.of("reason", List.of("Not_Found")))).isTrue();
        assertThat(means(Map.of("reason", List.of("denied"), "version", List.of("1.0.0"))))
                .isFalse();
    }

    @Test
    void everythingHasToBeAskedFor() {
        refused(Map.of(), "all=true");
        refused(Map.of("all", List.of("false")), "all is true");
        refused(Map.of("all", List.of("")), "all is true");
        refused(Map.of("all", TRUE, "crate", List.of("x")), "narrows");
    }

    @Test
    void whatIsNotUnderstoodIsNamed() {
        refused(Map.of("crates", List.of("x"), "al", TRUE, "crate", List.of("x")), "[al, crates]");
        refused(Map.of("crate", List.of("x", "y")), "crate is given more than once");
        refused(Map.of("crate", List.of("")), "crate");
        refused(Map.of("version", List.of("one")), "one");
        refused(Map.of("reason", List.of("bored")), "NOT_FOUND");
    }

    private static boolean means(Map<String, List<String>> query) {
        return RedriveChoice.of(query)
                .test(
                        new VersionGivenUp(
                                Registry.CRATES_IO,
                                COMMIT,
                                17,
                                Fixture.line("given-up"),
                                FailureReason.NOT_FOUND,
                                "in vain",
                                NOON));
    }

    private static void refused(Map<String, List<String>> query, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedriveChoice.of(query))
                .withMessageContaining(words);
    }
}

package dev.torrentcrates.bench.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.torrentcrates.index.IndexLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A benchmark on data that is unlike the real thing would be worth nothing: what was counted in the
 * real index of 2025-09 is compared with what is made up.
 */
class CrateHistoryTest {
    private static final int CRATES = 4_000;
    private static final JsonMapper MAPPER = new JsonMapper();

    private static final List<byte[]> files = new ArrayList<>();
    private static final List<JsonNode> lines = new ArrayList<>();
    private static final List<Integer> lengths = new ArrayList<>();
    private static final List<Integer> versions = new ArrayList<>();

    @BeforeAll
    static void make() throws JsonProcessingException {
        SplittableRandom random = new SplittableRandom(7);
        List<String> names = CrateNames.list(CRATES, random);
        for (String name : names) {
            CrateHistory crate = new CrateHistory(name, names, random.split());
            byte[] file = crate.file();
            files.add(file);
            versions.add((int) crate.lines().count());
            for (String line : new String(file, UTF_8).lines().toList()) {
                lengths.add(line.length());
                lines.add(MAPPER.readTree(line));
            }
        }
    }

    @Test
    void everyLineIsOneAndNoVersionComesTwice() {
        byte[] largest = files.stream().max((a, b) -> a.length - b.length).orElseThrow();
        Set<String> seen = new HashSet<>();

        for (String line : new String(largest, UTF_8).lines().toList()) {
            IndexLine parsed = IndexLine.parse(line);
            assertThat(seen.add(parsed.version().value())).as(parsed.toString()).isTrue();
        }
        assertThat(seen).hasSizeGreaterThan(10);
    }

    @Test
    void cratesHaveAsManyVersionsAsRealOnes() {
        assertThat(mean(versions)).isCloseTo(8.6, withinPercentage(12));
        assertThat(quantile(versions, 0.5)).isBetween(2, 4);
        assertThat(quantile(versions, 0.9)).isBetween(17, 21);
        assertThat(share(versions, count -> count == 1)).isCloseTo(0.3, withinPercentage(8));
    }

    @Test
    void linesAreAsLongAsRealOnes() {
        assertThat(mean(lengths)).isCloseTo(1514, withinPercentage(15));
        assertThat(quantile(lengths, 0.5)).isBetween(850, 1250);
        assertThat(quantile(lengths, 0.9)).isBetween(2600, 3500);
    }

    @Test
    void versionsHaveAsManyDependenciesAsRealOnes() {
        List<Integer> counts = each(line -> line.path("deps").size());

        assertThat(mean(counts)).isCloseTo(10, withinPercentage(15));
        assertThat(quantile(counts, 0.5)).isBetween(5, 9);
    }

    @Test
    void asManyVersionsAreYankedOrNewAsReally() {
        assertThat(share(lines, line -> line.path("yanked").asBoolean()))
                .isCloseTo(0.050, withinPercentage(20));
        assertThat(share(lines, line -> line.has("features2")))
                .isCloseTo(0.091, withinPercentage(35));
        assertThat(share(lines, line -> line.path("v").asInt() == 2))
                .isEqualTo(share(lines, line -> line.has("features2")));
        assertThat(share(lines, line -> line.has("rust_version")))
                .isCloseTo(0.151, withinPercentage(30));
    }

    @Test
    void mostVersionsDependOnWhatTheOneBeforeDependedOn() {
        int pairs = 0;
        int sameNames = 0;
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).path("name").equals(lines.get(i - 1).path("name"))) {
                pairs++;
                sameNames += dependencies(i).equals(dependencies(i - 1)) ? 1 : 0;
            }
        }

        assertThat((double) sameNames / pairs).isCloseTo(0.87, withinPercentage(5));
    }

    private static List<String> dependencies(int line) {
        return lines.get(line)
                .path("deps")
                .valueStream()
                .map(d -> d.path("name").asText())
                .toList();
    }

    private static List<Integer> each(ToIntFunction<JsonNode> count) {
        return lines.stream().map(count::applyAsInt).toList();
    }

    private static double mean(List<Integer> values) {
        return values.stream().mapToInt(value -> value).average().orElseThrow();
    }

    private static int quantile(List<Integer> values, double share) {
        IntStream sorted = values.stream().mapToInt(value -> value).sorted();
        return sorted.skip((long) (values.size() * share)).findFirst().orElseThrow();
    }

    private static <T> double share(List<T> all, Predicate<T> which) {
        return (double) all.stream().filter(which).count() / all.size();
    }
}

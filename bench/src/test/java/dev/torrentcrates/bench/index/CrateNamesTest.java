package dev.torrentcrates.bench.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.index.IndexPath;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CrateNamesTest {
    private static final int COUNT = 20_000;
    private final List<CrateName> names =
            CrateNames.list(COUNT, new SplittableRandom(1)).stream().map(CrateName::of).toList();

    @Test
    void noTwoNamesAreOneForTheRegistry() {
        assertThat(names.stream().map(CrateName::canonical)).doesNotHaveDuplicates().hasSize(COUNT);
    }

    @Test
    void namesSpreadOverManyFoldersNoneOfWhichHasMost() {
        Map<String, Long> folders =
                names.stream()
                        .collect(Collectors.groupingBy(IndexPath::prefix, Collectors.counting()));

        assertThat(folders).hasSizeBetween(COUNT / 5, COUNT / 2).containsKeys("2", "3/a");
        assertThat(folders.values()).allMatch(count -> count < COUNT / 50);
    }

    @Test
    void someFamiliesAreLarge() {
        Map<String, Long> families =
                names.stream()
                        .map(CrateName::value)
                        .map(CrateNames::family)
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(families.values()).anyMatch(members -> members > 10);
        assertThat(families).hasSizeGreaterThan(COUNT / 4);
    }
}

package dev.torrentcrates.upstream.history;

import dev.torrentcrates.crate.CrateName;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The crates of a made-up history: with mixed case, and names that are each other's beginnings.
 * crates.io lets one crate have a name, however it is spelled; deleted, it may come again in
 * another spelling, which is another file where {@code -} and {@code _} differ.
 */
final class Names {
    private static final SortedMap<String, List<String>> BY_CANONICAL =
            new TreeMap<>(
                    Map.of(
                            "a", List.of("a", "A"),
                            "ab", List.of("ab"),
                            "abc", List.of("abc", "aBc"),
                            "abcd", List.of("Abcd", "abcd"),
                            "abcd-e", List.of("abcd-e", "abcd_e", "Abcd-E"),
                            "abcd-f", List.of("abcd_f", "abcd-f"),
                            "serde-x", List.of("Serde_X", "serde-x", "serde_x"),
                            "tokio", List.of("tokio"),
                            "zz-9", List.of("Zz-9", "zz_9"),
                            "q1", List.of("q1")));

    private Names() {}

    /** One for each crate. */
    static List<String> canonical() {
        return List.copyOf(BY_CANONICAL.keySet());
    }

    /** In which a crate may be published. */
    static List<String> spellings(String name) {
        return BY_CANONICAL.getOrDefault(CrateName.of(name).canonical(), List.of(name));
    }
}

package dev.torrentcrates.watcher.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final LockFile LOCK =
            new LockFile(
                    Map.of(
                            "serde-json",
                            Set.of(CrateVersion.of("1.0.93"), CrateVersion.of("1.0.94")),
                            "wasi",
                            Set.of(CrateVersion.of("0.11.0+wasi-snapshot-preview1"))));

    @Test
    void everythingIsWatchedWhereNothingIsSaid() {
        assertThat(watches(Selection.EVERYTHING, "any_Crate", "0.0.1")).isTrue();
        assertThat(Selection.EVERYTHING.mayWatch("any-crate")).isTrue();
        assertThat(Selection.EVERYTHING.names()).isEmpty();
        assertThat(Selection.EVERYTHING.fingerprint()).isEqualTo("everything");
        assertThat(Selection.EVERYTHING.describe()).isEqualTo("everything");
        assertThat(Selection.everythingBut(NamePatterns.NONE)).isSameAs(Selection.EVERYTHING);
    }

    @Test
    void aNameIncludesAllVersionsInAnySpelling() {
        Selection selection = including("Serde_JSON");

        assertThat(watches(selection, "serde-json", "1.0.0")).isTrue();
        assertThat(watches(selection, "SERDE_json", "2.0.0-rc.1")).isTrue();
        assertThat(selection.mayWatch("serde-json")).isTrue();
        assertThat(watches(selection, "serde", "1.0.0")).isFalse();
        assertThat(selection.mayWatch("serde")).isFalse();
        assertThat(selection.names().orElseThrow()).containsExactly("serde-json");
    }

    @Test
    void aPatternIncludesAllVersionsOfWhatItMatches() {
        Selection selection = including("tokio_*", "se?de");

        assertThat(watches(selection, "tokio-util", "0.7.0")).isTrue();
        assertThat(watches(selection, "Tokio_Util", "0.7.0")).isTrue();
        assertThat(watches(selection, "serde", "1.0.0")).isTrue();
        assertThat(watches(selection, "tokio", "1.0.0")).isFalse();
        assertThat(selection.mayWatch("tokio-util")).isTrue();
        assertThat(selection.mayWatch("tokio")).isFalse();
        assertThat(selection.names()).as("nobody can list what a pattern matches").isEmpty();
    }

    @Test
    void aLockFileIncludesItsVersionsAndNoOthers() {
        Selection selection = Selection.of(NamePatterns.NONE, List.of(LOCK), NamePatterns.NONE);

        assertThat(watches(selection, "serde_json", "1.0.93")).isTrue();
        assertThat(watches(selection, "serde_json", "1.0.94")).isTrue();
        assertThat(watches(selection, "serde_json", "1.0.95")).isFalse();
        assertThat(watches(selection, "wasi", "0.11.0+wasi-snapshot-preview1")).isTrue();
        assertThat(watches(selection, "wasi", "0.11.0")).isFalse();
        assertThat(selection.mayWatch("serde-json")).isTrue();
        assertThat(selection.mayWatch("serde")).isFalse();
        assertThat(selection.names().orElseThrow()).containsExactly("serde-json", "wasi");
    }

    @Test
    void includesAreAddedUp() {
        LockFile other = new LockFile(Map.of("wasi", Set.of(CrateVersion.of("0.9.0"))));
        Selection selection =
                Selection.of(names("serde_json", "rand*"), List.of(LOCK, other), NamePatterns.NONE);

        assertThat(watches(selection, "serde_json", "7.0.0")).isTrue();
        assertThat(watches(selection, "rand_core", "0.6.0")).isTrue();
        assertThat(watches(selection, "wasi", "0.9.0")).isTrue();
        assertThat(watches(selection, "wasi", "0.11.0+wasi-snapshot-preview1")).isTrue();
        assertThat(watches(selection, "wasi", "0.10.0")).isFalse();
    }

    @Test
    void anExcludeWinsOverEveryInclude() {
        Selection selection =
                Selection.of(
                        names("serde", "windows-sys", "tokio-*"),
                        List.of(LOCK),
                        names("WASI", "windows_*", "tokio-test"));

        assertThat(watches(selection, "serde", "1.0.0")).isTrue();
        assertThat(watches(selection, "windows-sys", "0.1.0")).isFalse();
        assertThat(watches(selection, "wasi", "0.11.0+wasi-snapshot-preview1")).isFalse();
        assertThat(watches(selection, "tokio_test", "0.4.0")).isFalse();
        assertThat(watches(selection, "tokio_util", "0.4.0")).isTrue();
        assertThat(List.of("windows-sys", "wasi", "tokio-test")).noneMatch(selection::mayWatch);
    }

    @Test
    void everythingButSome() {
        Selection selection = Selection.everythingBut(names("solana-*", "Left_Pad"));

        assertThat(watches(selection, "serde", "1.0.0")).isTrue();
        assertThat(watches(selection, "solana_sdk", "1.0.0")).isFalse();
        assertThat(selection.mayWatch("left-pad")).isFalse();
        assertThat(selection.mayWatch("serde")).isTrue();
        assertThat(selection.names()).isEmpty();
        assertThat(selection.describe()).isEqualTo("everything, without 2");
        assertThat(selection.fingerprint()).matches("everything-but-[0-9a-f]{16}");
        assertThat(Selection.isOpen(selection.fingerprint())).isTrue();
    }

    @Test
    void anIncludeOfNothingIsNotEverything() {
        Selection selection =
                Selection.of(NamePatterns.NONE, List.of(new LockFile(Map.of())), names("serde"));

        assertThat(watches(selection, "serde", "1.0.0")).isFalse();
        assertThat(watches(selection, "rand", "1.0.0")).isFalse();
        assertThat(selection.mayWatch("rand")).isFalse();
        assertThat(selection.names().orElseThrow()).isEmpty();
        assertThat(selection.describe()).isEqualTo("nothing");
        assertThat(Selection.isOpen(selection.fingerprint())).isFalse();
    }

    @Test
    void namesThatAreLeftOutAreNotListed() {
        Selection selection = Selection.of(names("a", "b", "c"), List.of(LOCK), names("b", "w*"));

        assertThat(selection.names().orElseThrow()).containsExactly("a", "c", "serde-json");
    }

    @Test
    void itIsDescribedInWords() {
        assertThat(including("a").describe()).isEqualTo("1 crate");
        assertThat(including("a", "b*").describe()).isEqualTo("1 crate and 1 pattern");
        assertThat(including("b*", "c?").describe()).isEqualTo("2 patterns");
        assertThat(
                        Selection.of(
                                        names("a", "serde-json", "b*"),
                                        List.of(LOCK),
                                        names("x", "bb*"))
                                .describe())
                .isEqualTo("3 crates and 1 pattern, without 2");
    }

    @Test
    void theFingerprintIsTheSameInAnyOrderAndSpelling() {
        String fingerprint =
                Selection.of(names("serde_json", "b*", "rand"), List.of(LOCK), names("x", "y*"))
                        .fingerprint();

        assertThat(fingerprint).matches("[0-9a-f]{16}");
        assertThat(
                        Selection.of(
                                        names("Rand", "serde-JSON", "B**", "b*", "rand"),
                                        List.of(LOCK, LOCK),
                                        names("Y*", "X"))
                                .fingerprint())
                .isEqualTo(fingerprint);
    }

    @Test
    void theFingerprintStaysTheSameFromOneReleaseToTheNext() {
        // It is kept in the operator's data folder: another one has everything compared anew.
        assertThat(Selection.of(names("serde", "b*"), List.of(LOCK), names("bb")).fingerprint())
                .isEqualTo("4bf29930e4f4e40b");
    }

    @Test
    void theFingerprintChangesWithWhatIsWatched() {
        LockFile newer = new LockFile(Map.of("wasi", Set.of(CrateVersion.of("0.12.0"))));

        assertThat(
                        List.of(
                                Selection.EVERYTHING,
                                Selection.everythingBut(names("a")),
                                Selection.everythingBut(names("a*")),
                                including("a"),
                                including("a*"),
                                including("a?"),
                                Selection.of(names("a*"), List.of(), names("ab")),
                                Selection.of(NamePatterns.NONE, List.of(), NamePatterns.NONE),
                                Selection.of(NamePatterns.NONE, List.of(LOCK), NamePatterns.NONE),
                                Selection.of(NamePatterns.NONE, List.of(newer), NamePatterns.NONE)))
                .extracting(Selection::fingerprint)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatMakesNoDifferenceMakesNoOtherFingerprint() {
        String fingerprint = including("a", "wasi").fingerprint();

        assertThat(Selection.of(names("a", "b", "wasi"), List.of(), names("b", "z*")).fingerprint())
                .as("what is taken away again")
                .isEqualTo(fingerprint);
        LockFile covered = new LockFile(Map.of("wasi", Set.of(CrateVersion.of("0.12.0"))));
        assertThat(
                        Selection.of(names("a", "wasi"), List.of(covered), NamePatterns.NONE)
                                .fingerprint())
                .as("a version of a crate that is watched whole")
                .isEqualTo(fingerprint);
    }

    private static Selection including(String... entries) {
        return Selection.of(names(entries), List.of(), NamePatterns.NONE);
    }

    private static NamePatterns names(String... entries) {
        return NamePatterns.of("watcher.include.names", List.of(entries));
    }

    private static boolean watches(Selection selection, String name, String version) {
        return selection.watches(CrateName.of(name), CrateVersion.of(version));
    }
}

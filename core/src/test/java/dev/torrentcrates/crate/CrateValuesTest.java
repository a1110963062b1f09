package dev.torrentcrates.crate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from outside is either one of these values, or refused with words. */
class CrateValuesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "serde_json", "Inflector", "A1-b_2"})
    void namesThatCratesIoTakesAreTaken(String name) {
        assertThat(CrateName.of(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "../../etc/passwd",
                "a/b",
                "1a",
                "-a",
                "_a",
                "a b",
                "a.b",
                "käse",
                "a\u0000",
                "con:",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void namesThatCouldBePathsOrWorseAreRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrateName.of(name))
                .withMessageContaining("a crate name");
    }

    @Test
    void aNameOf64CharactersIsTheLongest() {
        assertThat(CrateName.of("a".repeat(64)).value()).hasSize(64);
    }

    @Test
    void canonicalNamesAreOneForAllSpellings() {
        assertThat(CrateName.of("Serde_JSON").canonical())
                .isEqualTo(CrateName.of("serde-json").canonical())
                .isEqualTo("serde-json");
        assertThat(CrateName.of("Serde_JSON").lowerCase()).isEqualTo("serde_json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1.0",
                "01.0.0",
                "1.0.0-",
                "1.0.0+",
                "1.0.0/..",
                "1.0.0 ",
                "v1.0.0",
                "",
                "1.0.0-a..b"
            })
    void versionsThatAreNotSemanticAreRefused(String version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrateVersion.of(version))
                .withMessageContaining("semantic version");
    }

    @Test
    void aVersionHasAtMost150Characters() {
        CrateVersion.of("1.0.0-" + "a".repeat(144));
        assertThatThrownBy(() -> CrateVersion.of("1.0.0-" + "a".repeat(145)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void versionsAreOrderedAsSemverOrdersThem() {
        List<String> ordered =
                List.of(
                        "0.9.10",
                        "1.0.0-alpha",
                        "1.0.0-alpha.1",
                        "1.0.0-alpha.beta",
                        "1.0.0-beta",
                        "1.0.0-beta.2",
                        "1.0.0-beta.11",
                        "1.0.0-rc.1",
                        "1.0.0",
                        "1.0.0+1",
                        "1.2.0",
                        "1.10.0",
                        "99999999999999999999.0.0");
        List<CrateVersion> shuffled =
                new ArrayList<>(ordered.stream().map(CrateVersion::of).toList());
        Collections.shuffle(shuffled, new Random(1));
        Collections.sort(shuffled);

        assertThat(shuffled).extracting(CrateVersion::value).containsExactlyElementsOf(ordered);
    }

    @Test
    void anythingButLowerCaseHexIsNoSha256() {
        assertThatIllegalArgumentException().isThrownBy(() -> Sha256.of("A".repeat(64)));
        assertThatIllegalArgumentException().isThrownBy(() -> Sha256.of("a".repeat(63)));
        assertThat(Sha256.ofContent(new byte[0]).hex()).startsWith("e3b0c44298fc1c14");
    }

    @Test
    void textFromOutsideIsShownBoundedAndPrintable() {
        assertThat(Shown.briefly("a\n\u001b[31m".repeat(100)))
                .hasSize(105)
                .doesNotContain("\n", "\u001b");
    }
}

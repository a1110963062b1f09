package dev.torrentcrates.watcher.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.upstream.CorpusFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockFileTest {
    private static final Pattern FROM_A_REGISTRY =
            Pattern.compile("name = \"(.+)\"\nversion = \"(.+)\"\nsource = \"registry");

    @Test
    void format1HasItsChecksumsElsewhereAndOneCrateTwice() throws IOException {
        assertThat(fixture("format-1.lock"))
                .isEqualTo(Map.of("bitflags", versions("1.3.2", "2.4.0")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"format-2.lock", "format-3.lock"})
    void formats2And3GiveWhatIsFromARegistry(String name) throws IOException {
        assertThat(fixture(name)).isEqualTo(Map.of("bitflags", versions("1.3.2")));
    }

    @Test
    void format4GivesWhatIsFromAnyRegistryAndCouldBeInOurs() throws IOException {
        assertThat(fixture("format-4.lock"))
                .isEqualTo(
                        Map.of(
                                "bitflags",
                                versions("1.3.2"),
                                "inner-crate",
                                versions("0.11.0+build.5")));
    }

    @Test
    void windowsLineEndsAreNoMatter() throws IOException {
        String text = new String(bytes("format-3.lock"), UTF_8).replace("\n", "\r\n");

        assertThat(LockFile.parse(text.getBytes(UTF_8)).versions()).containsKey("bitflags");
    }

    @Test
    void aWorkspaceWithoutDependenciesIsALockFile() throws IOException {
        assertThat(parse("version = 4\n[[package]]\nname = \"a\"\nversion = \"0.1.0\"\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                              | it has no [[package]], so it is no Cargo.lock",
                "version = 4                     | it has no [[package]], so it is no Cargo.lock",
                "[package]\\nname = 'a'          | it has no [[package]], so it is no Cargo.lock",
                "package = []                    | it has no [[package]], so it is no Cargo.lock",
                "[[package]]\\nname = 'a'        | a package in it has no version",
                "[[package]]\\nversion = '1.0.0' | a package in it has no name",
                "[[package]]\\nname = 1          | a package in it has no name",
                "package = ['a']                 | a package in it has no name",
                "a = 1\\n<<<<<<< HEAD            | line 2 is no TOML: ",
                "[[package]]\\nname = 'a         | line 2 is no TOML: ",
                "version = 5                     | its format 5 is newer than 4, the newest that is",
            })
    void whatIsNoLockFileIsRefusedWithTheReason(String text, String reason) {
        assertThatIOException()
                .isThrownBy(() -> parse(text.replace("\\n", "\n")))
                .withMessageStartingWith(reason);
    }

    @Test
    void aFileThatIsNestedWithoutEndIsRefused() {
        assertThatIOException()
                .isThrownBy(() -> parse("a = " + "[".repeat(1_000_000)))
                .withMessageContaining("is no TOML");
    }

    @Test
    void packagesAreBounded() {
        String each = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n";

        assertThatIOException()
                .isThrownBy(() -> parse(each.repeat(LockFile.MAX_PACKAGES + 1)))
                .withMessage("it has more than 100000 packages");
    }

    @ParameterizedTest
    @CsvSource({"jsonstat, 17", "hashsum, 33", "linegrep, 59", "webish, 75"})
    void lockFilesOfRealProgramsAreReadWhole(String program, int expected) throws IOException {
        Optional<CorpusFolder> corpus = CorpusFolder.find();
        assumeTrue(corpus.isPresent(), "no corpus beside the project: see CONTRIBUTING.md");
        Path file =
                corpus.get().folder().resolve("programs").resolve(program).resolve("Cargo.lock");

        List<String> read =
                LockFile.parse(Files.readAllBytes(file)).versions().entrySet().stream()
                        .flatMap(crate -> crate.getValue().stream().map(it -> crate.getKey() + it))
                        .toList();

        List<String> independently =
                FROM_A_REGISTRY
                        .matcher(Files.readString(file))
                        .results()
                        .map(it -> CrateName.of(it.group(1)).canonical() + it.group(2))
                        .toList();
        assertThat(read).hasSize(expected).containsExactlyInAnyOrderElementsOf(independently);
    }

    private static Map<String, Set<CrateVersion>> parse(String text) throws IOException {
        return LockFile.parse(text.getBytes(UTF_8)).versions();
    }

    private static Map<String, Set<CrateVersion>> fixture(String name) throws IOException {
        return LockFile.parse(bytes(name)).versions();
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(LockFileTest.class.getResourceAsStream(name))) {
            return stream.readAllBytes();
        }
    }

    private static Set<CrateVersion> versions(String... versions) {
        return Stream.of(versions).map(CrateVersion::of).collect(Collectors.toSet());
    }
}

package dev.torrentcrates.watcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the folder, and begin() the rest.
class SelectionsTest {
    @TempDir Path folder;
    private final HeldClock clock = new HeldClock();
    private Path lock;

    @BeforeEach
    void begin() {
        lock = folder.resolve("Cargo.lock");
    }

    @Test
    void withoutSettingsEverythingIsWatched() throws IOException {
        assertThat(selections(Map.of()).current()).isSameAs(Selection.EVERYTHING);
    }

    @Test
    void withAnExcludeAloneEverythingElseIsWatched() throws IOException {
        Selection selection = selections(Map.of("exclude", "solana-*,left_pad")).current();

        assertThat(selection.mayWatch("serde")).isTrue();
        assertThat(selection.mayWatch("solana-sdk")).isFalse();
        assertThat(selection.mayWatch("left-pad")).isFalse();
    }

    @Test
    void allIncludesAreTakenTogether() throws IOException {
        write("serde=1.0.152");
        try (TinyCratesApi api = new TinyCratesApi(clock)) {
            api.has(1_000);
            Selections selections =
                    selections(
                            Map.of(
                                    "include.names", "rand, tokio-*",
                                    "include.lock-files", lock.toString(),
                                    "include.top", "2",
                                    "include.top-source", api.url().toString(),
                                    "contact", "mirror@example.org",
                                    "exclude", "crate-1"));

            Selection selection = selections.current();

            assertThat(Stream.of("rand", "tokio-util", "serde", "crate-0"))
                    .allMatch(selection::mayWatch);
            assertThat(Stream.of("crate-1", "crate-2", "tokio")).noneMatch(selection::mayWatch);
            assertThat(selection.describe()).isEqualTo("3 crates and 1 pattern, without 1");
            assertThat(api.requests())
                    .extracting(TinyCratesApi.Request::userAgent)
                    .containsExactly("torrent-crates (mirror@example.org)");
            assertThat(folder.resolve("data/top-list.txt")).exists();
        }
    }

    @Test
    void aNewListMakesANewSelection() throws IOException {
        try (TinyCratesApi api = new TinyCratesApi(clock)) {
            api.has(1);
            Selections selections =
                    selections(
                            Map.of(
                                    "include.top", "5",
                                    "include.top-source", api.url().toString(),
                                    "include.top-refresh", "1h"));
            Selection first = selections.current();
            api.has(2);
            clock.pass(Duration.ofMinutes(59));
            assertThat(selections.current()).isSameAs(first);
            clock.pass(Duration.ofMinutes(1));

            assertThat(selections.current().names().orElseThrow())
                    .containsExactly("crate-0", "crate-1");
            api.refuses(500, "");
            clock.pass(Duration.ofHours(1));
            assertThat(selections.current().mayWatch("crate-1")).isTrue();
            assertThat(selections.trouble().orElseThrow()).contains("answers 500");
        }
    }

    @Test
    void aLockFileThatChangesMakesANewSelection() throws IOException {
        write("serde=1.0.152", "rand=0.8.5");
        Selections selections = selections();
        Selection first = selections.current();
        assertThat(first.names().orElseThrow()).containsExactly("rand", "serde");
        assertThat(selections.current()).isSameAs(first);

        write("serde=1.0.153");

        assertThat(selections.current().names().orElseThrow()).containsExactly("serde");
        assertThat(selections.current().fingerprint()).isNotEqualTo(first.fingerprint());
    }

    @Test
    void aLockFileThatIsWrittenAgainWithTheSameMakesNone() throws IOException {
        write("serde=1.0.152");
        Selections selections = selections();
        Selection first = selections.current();

        write("serde=1.0.152");
        Files.setLastModifiedTime(lock, FileTime.from(HeldClock.BEGIN.minusSeconds(1)));

        assertThat(selections.current()).isSameAs(first);
    }

    @Test
    void aChangeThatIsNotSeenByTimeAndLengthIsSeenAllTheSameWhereItFollowsAtOnce()
            throws IOException {
        FileTime justNow = FileTime.from(HeldClock.BEGIN.minusMillis(500));
        write("serde=1.0.152");
        Files.setLastModifiedTime(lock, justNow);
        Selections selections = selections();
        selections.current();

        Files.writeString(lock, Files.readString(lock).replace("serde", "bytes"));
        Files.setLastModifiedTime(lock, justNow);

        assertThat(selections.current().names().orElseThrow()).containsExactly("bytes");
    }

    @Test
    void aLockFileThatDidNotChangeIsNotReadAgain() throws IOException {
        FileTime longAgo = FileTime.from(HeldClock.BEGIN.minusSeconds(3_600));
        write("serde=1.0.152");
        Files.setLastModifiedTime(lock, longAgo);
        Selections selections = selections();
        Selection first = selections.current();

        Files.writeString(lock, Files.readString(lock).replace("serde", "bytes"));
        Files.setLastModifiedTime(lock, longAgo);

        assertThat(selections.current()).isSameAs(first);
    }

    @Test
    void aLockFileThatVanishesKeepsItsContent() throws IOException {
        write("serde=1.0.152");
        Files.setLastModifiedTime(lock, FileTime.from(HeldClock.BEGIN.minusSeconds(3_600)));
        Selections selections = selections();
        Selection first = selections.current();
        Path aside = folder.resolve("aside");

        Files.move(lock, aside);

        assertThat(selections.current()).isSameAs(first);
        assertThat(selections.trouble())
                .hasValue(
                        lock
                                + ", named by watcher.include.lock-files, is not there; what it"
                                + " held before counts until it is mended");
        Files.move(aside, lock);
        assertThat(selections.current()).isSameAs(first);
        assertThat(selections.trouble()).isEmpty();
    }

    @Test
    void aLockFileThatBreaksKeepsItsContentUntilItIsMended() throws IOException {
        write("serde=1.0.152");
        Selections selections = selections();
        Selection first = selections.current();

        Files.writeString(lock, "[[package]]\nname = \"ser");
        Files.setLastModifiedTime(lock, FileTime.from(HeldClock.BEGIN.minusSeconds(3_600)));

        assertThat(selections.current()).isSameAs(first);
        assertThat(selections.trouble().orElseThrow())
                .startsWith(lock + ", named by watcher.include.lock-files, cannot be used: line 2");
        assertThat(selections.current()).isSameAs(first);
        assertThat(selections.trouble()).as("as long as it is broken").isPresent();
        write("rand=0.8.5");
        assertThat(selections.current().names().orElseThrow()).containsExactly("rand");
        assertThat(selections.trouble()).isEmpty();
    }

    @Test
    void aLockFileThatIsNotThereAtFirstIsNamedAndLookedForAgain() throws IOException {
        Selections selections = selections();

        assertThatIOException()
                .isThrownBy(selections::current)
                .withMessage(
                        lock
                                + ", named by watcher.include.lock-files, is not there; mend it, or"
                                + " take it out of the setting");
        write("serde=1.0.152");

        assertThat(selections.current().mayWatch("serde")).isTrue();
    }

    @Test
    void aLockFileThatIsBrokenAtFirstIsRefusedEachTime() throws IOException {
        Files.writeString(lock, "[package]\nname = \"a\"\n");
        Files.setLastModifiedTime(lock, FileTime.from(HeldClock.BEGIN.minusSeconds(3_600)));
        Selections selections = selections();

        for (int i = 0; i < 2; i++) {
            assertThatIOException()
                    .isThrownBy(selections::current)
                    .withMessageContaining("it has no [[package]], so it is no Cargo.lock");
        }
    }

    @Test
    void aFolderIsNoLockFile() throws IOException {
        Files.createDirectory(lock);

        assertThatIOException()
                .isThrownBy(selections()::current)
                .withMessageContaining("it is a folder: name the Cargo.lock in it");
    }

    @Test
    void aLockFileIsBounded() throws IOException {
        Files.write(lock, new byte[FollowedLockFile.MAX_BYTES + 1]);

        assertThatIOException()
                .isThrownBy(selections()::current)
                .withMessageContaining("it has more than 16777216 bytes");
    }

    @Test
    void ofManyTroublesTheFirstAreShown() throws IOException {
        write("serde=1.0.152");
        String many =
                IntStream.range(0, 10)
                        .mapToObj(i -> folder.resolve(i + ".lock").toString())
                        .collect(Collectors.joining(","));
        for (String one : many.split(",", -1)) {
            Files.copy(lock, Path.of(one));
        }
        Selections selections = selections(Map.of("include.lock-files", many));
        selections.current();

        for (String one : many.split(",", -1)) {
            Files.delete(Path.of(one));
        }
        selections.current();

        assertThat(selections.trouble().orElseThrow())
                .contains("2.lock")
                .doesNotContain("3.lock")
                .endsWith("; and 7 more");
    }

    private Selections selections() {
        return selections(Map.of("include.lock-files", lock.toString()));
    }

    private Selections selections(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("data-folder", folder.resolve("data").toString());
        return Selections.of(Settings.of(all), clock, clock::sleep);
    }

    /** A new file in the place of the one before, as cargo and git write it. */
    private void write(String... packages) throws IOException {
        Path unfinished = folder.resolve("unfinished");
        Files.writeString(
                unfinished,
                Stream.of(packages)
                        .map(each -> each.split("=", -1))
                        .map(
                                each ->
                                        """
                                        [[package]]
                                        name = "%s"
                                        version = "%s"
                                        source = "registry+https://example.org/index"
                                        """
                                                .formatted(each[0], each[1]))
                        .collect(Collectors.joining("\n")));
        Files.move(unfinished, lock, StandardCopyOption.REPLACE_EXISTING);
    }
}
